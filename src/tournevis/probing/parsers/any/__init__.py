"""Tools that print the same on several systems."""
