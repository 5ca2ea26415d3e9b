"""Verbs: a policy compiled, a gesture decided, alternatives found. Pure functions of values."""
