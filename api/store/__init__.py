"""The store: the only SQL of the house, on SQLite and on PostgreSQL."""
