"""Changes every coded parameter of the law by the least there is, and asks whether some hand-derived case notices."""
