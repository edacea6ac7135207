"""Desk: tickets, their timeline, who does what next."""
