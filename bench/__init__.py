"""Measurements. Every claim of speed in this project comes from here, as a ratio within one run."""
