"""What the parser could not read, in words for whoever wrote it: one question of the text in each function."""
