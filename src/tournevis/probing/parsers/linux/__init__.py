"""Linux: /proc, /sys and common tools."""
