"""A municipality's own strategy laid over the facts, beside the law: its deadlines and its conditions."""
