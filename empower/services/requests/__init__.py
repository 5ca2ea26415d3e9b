"""Requests that wait: who may answer, what an answer does, and what happens when nobody answers."""
