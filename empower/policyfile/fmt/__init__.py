"""A file laid out so that it reads well. Only the blanks between its parts change, and the order of its sections."""
