"""An independent, slow and plain evaluation of the rules, one person and one day at a time.

It is the yardstick the real engine is held against, so nothing in this package may import from `rettidig`.
Open questions in the specification, and how they were read here, are listed in `VALG.md`.
"""
