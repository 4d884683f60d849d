"""What the pages with figures are drawn from."""
