"""A year in three houses, made up and written through the real services: what happens, who does it, and what is odd."""
