"""A policy's own tests: questions in a file, each with the answer its author expects."""
