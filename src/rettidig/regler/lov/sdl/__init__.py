"""Lov om sygedagpenge (SDL)."""
