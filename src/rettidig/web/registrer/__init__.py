"""Registering, correcting and closing facts from a citizen's page."""
