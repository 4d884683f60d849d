"""What the rehearsal of a reform is told with on its page."""
