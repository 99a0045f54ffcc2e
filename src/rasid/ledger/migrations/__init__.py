"""Alembic's migrations of the ledger. They ship with the package and run by themselves when a database is opened."""
