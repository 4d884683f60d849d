"""The same answers as the command line, for other systems."""
