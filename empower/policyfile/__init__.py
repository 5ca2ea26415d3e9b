"""What people wrote, read: YAML in, documents, packs, rosters and cases out, each word with its place."""
