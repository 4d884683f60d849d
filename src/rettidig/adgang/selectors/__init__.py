"""What is read from this room."""
