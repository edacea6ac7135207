"""One probe a file: the data that it gives, and how each system is asked."""
