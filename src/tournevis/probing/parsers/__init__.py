"""Readers of what tools print; one a file, each with a sample that is run as a test."""
