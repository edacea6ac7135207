"""Django's backend for PostgreSQL, which tells the database for whom each query is (see `people.tenancy`)."""
