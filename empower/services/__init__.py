"""What can be asked of a house: each use case is a function of what was opened and what was said."""
