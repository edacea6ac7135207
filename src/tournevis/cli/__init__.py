"""The command `tournevis`."""
