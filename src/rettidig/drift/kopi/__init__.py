"""Copies of the embedded database, and the way back from them to any time."""
