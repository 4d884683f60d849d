"""The other ways of counting: each loads the flat tables into its own memory first, and is then timed on the rule."""
