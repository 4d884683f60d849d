"""The start of the day: what each role sees first, as parts of a page."""
