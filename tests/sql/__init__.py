"""Three rules written once more, independently, as set-based SQL: the oracle the engine is compared with."""
