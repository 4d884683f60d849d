"""What the program says of itself: one line of JSON per event, and nothing in it about any person."""
