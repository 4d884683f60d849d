"""The citizen's own page: what is drawn from the case, and the file of one's own data."""
