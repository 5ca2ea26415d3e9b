"""Whether a book is as it was written: its chain, what lies beside it, and what is made from it."""
