"""What the pages about one citizen are made of."""
