"""People: users, teams, organisations, sites, roles, permissions, the audit log and the installation's settings."""
