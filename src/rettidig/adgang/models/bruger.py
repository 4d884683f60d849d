"""Who logs in."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models

from rettidig.sager.models import Borger


class Bruger(AbstractUser):
    """A user. Roles are groups; ``teams`` and ``initialer`` say, as the extracts do, which citizens are theirs.

    ``borger`` is the citizen the user is: for a citizen's own login the only one to be seen, for all others blocked.
    """

    teams = ArrayField(models.TextField(), default=list, blank=True)
    initialer = models.TextField(blank=True, default="", help_text="What the extracts write in `sagsbehandler`.")
    kommune = models.TextField(blank=True, default="")
    beskyttede = models.BooleanField(
        default=False, help_text="May see citizens with a protected address whatever the roles say."
    )
    borger = models.ForeignKey(Borger, models.DO_NOTHING, null=True, blank=True, related_name="+", db_constraint=False)

    class Meta:
        """Users are shown by name."""

        db_table = "adgang_bruger"
        ordering: ClassVar[list[str]] = ["username"]
