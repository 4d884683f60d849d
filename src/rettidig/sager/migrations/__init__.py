"""The tables as they have become what they are."""
