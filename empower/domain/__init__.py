"""Nouns: the values everything else is said in. Nothing here does anything to the world."""
