"""What is changed for other systems: their keys, and what they send."""
