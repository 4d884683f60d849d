"""Figures and lists worked out from the store, kept, patched as facts change, and held against the State's."""
