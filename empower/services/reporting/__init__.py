"""Reports for whoever answers for the spend."""
