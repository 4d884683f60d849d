"""Timeline algebra: sets of day intervals per owner. Knows days and owners; no law, no Danish, no I/O."""
