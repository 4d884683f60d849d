"""What other systems are shown, within what each may see."""
