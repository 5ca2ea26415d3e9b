"""What is otherwise around the lines of two policies: what their words mean, who stands in, and what is said."""
