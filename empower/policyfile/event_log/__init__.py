"""A log of how requests were handled: its events, case by case, from XES (IEEE 1849) or a table in CSV."""
