"""The lists: what is asked of one, and how its rows are shown."""
