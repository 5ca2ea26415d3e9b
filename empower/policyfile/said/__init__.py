"""What people say at the desk, in words: facts, remedies and amounts, who asks, and when."""
