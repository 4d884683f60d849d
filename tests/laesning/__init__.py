"""What a reader who had seen no rule and no code answered to thirty cases, put to the engine."""
