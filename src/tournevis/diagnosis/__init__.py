"""Diagnosis: the diagnosis of a ticket, its events, suggestions and joinings."""
