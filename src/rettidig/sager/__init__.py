"""The office's memory: what is known of the citizens, since when, from whom, and who wrote it."""
