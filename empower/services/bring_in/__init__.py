"""Bringing in what was given before there was a book: looked at first, then all of it or nothing, and never twice."""
