"""What changes the facts: imports, corrections, and their undoing. Each is whole or not at all."""
