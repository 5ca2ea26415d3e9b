"""What another policy would have answered to every decision of a book, and what it would have cost."""
