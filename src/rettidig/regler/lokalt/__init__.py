"""Local strategies: the municipalities' own rules as data beside this module, read whole, held up against the law."""
