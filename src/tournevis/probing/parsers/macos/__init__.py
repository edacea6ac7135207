"""macOS: system_profiler and its tools."""
