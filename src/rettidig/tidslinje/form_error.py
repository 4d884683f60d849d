"""The one exception about forms, in a module of its own so that naming it loads nothing else."""


class FormError(ValueError):
    """The form that was asked for is not known or cannot answer here; the message is one sentence."""
