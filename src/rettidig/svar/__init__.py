"""Answers as objects: what was asked, the rows, and all that must be said with them, before any form is given."""
