"""The people who work in Rettidig."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models


class Bruger(AbstractUser):
    """A user. Roles are groups; ``teams`` and ``initialer`` say, as the extracts do, which citizens are theirs."""

    teams = ArrayField(models.TextField(), default=list, blank=True)
    initialer = models.TextField(blank=True, default="", help_text="What the extracts write in `sagsbehandler`.")
    kommune = models.TextField(blank=True, default="")

    class Meta:
        """Users are shown by name."""

        db_table = "adgang_bruger"
        ordering: ClassVar[list[str]] = ["username"]
