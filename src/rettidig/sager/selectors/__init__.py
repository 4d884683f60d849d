"""What is read from the facts, always as known at a stated time."""
