"""Secrets at rest: what is sealed in the database opens only with a key that is kept outside it."""
