"""Who may see and do what, whom they have looked at, and why."""
