"""The book: an append-only ledger on SQLite or PostgreSQL, and what is kept beside it so that questions are quick."""
