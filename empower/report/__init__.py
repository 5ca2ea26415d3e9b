"""Values become something to read: sentences at a terminal, lines in a pipe, one object for a script."""
