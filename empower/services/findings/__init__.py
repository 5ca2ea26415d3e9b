"""Findings: one kind to a file, each a question that entries read in order give rise to."""
