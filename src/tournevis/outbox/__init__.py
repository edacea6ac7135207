"""Outbox: what leaves the house, kept until it is delivered."""
