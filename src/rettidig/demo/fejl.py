"""The one error of this room."""

from __future__ import annotations


class DemoFejl(ValueError):
    """The wish could not be met; the message is one clear sentence for the user."""
