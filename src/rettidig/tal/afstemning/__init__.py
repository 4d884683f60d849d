"""The State's figure beside our own: the gap between them taken apart until the parts add up to it."""
