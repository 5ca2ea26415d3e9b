"""One question per file; `rules/verdict.py` puts them in turn."""
