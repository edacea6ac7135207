"""Authoring: technicians write and correct the fault base in the browser, try it, and learn from closed cases."""
