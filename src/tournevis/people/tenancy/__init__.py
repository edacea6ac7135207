"""Each organisation kept apart by the database itself, below the application: row-level security of PostgreSQL."""
