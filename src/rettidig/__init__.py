"""Rettidig: obligations, measures and money as questions about timelines."""
