"""A good body for each operation that takes one, for the things of a company (see tests/acceptance/test_rights.py)."""

BODIES = {"change_me": lambda company: {"phone": "01 02 03 04 05"}}
