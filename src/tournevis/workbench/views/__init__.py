"""The pages of the workbench: each view translates a request to rules and queries, and back."""
