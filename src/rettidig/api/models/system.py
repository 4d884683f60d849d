"""The systems that have a key. The key itself is nowhere: only what is needed to recognise it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class System(models.Model):
    """A system and its one key. ``kending`` stands openly in the key; ``aftryk`` is the sha256 of the whole of it.

    ``teams`` and ``kommune`` limit whom it sees; empty is everybody. ``fagsystemer`` are those whose extracts it may
    deliver: an extract closes what its own system no longer knows, and must never close another's.
    """

    id = models.BigAutoField(primary_key=True)
    navn = models.TextField(unique=True)
    kending = models.TextField(unique=True)
    aftryk = models.TextField()
    scopes = ArrayField(models.TextField())
    teams = ArrayField(models.TextField(), default=list)
    kommune = models.TextField(blank=True, default="")
    fagsystemer = ArrayField(models.TextField(), default=list)
    oprettet = models.DateTimeField(db_default=Now())
    oprettet_af = models.TextField()
    udloeber = models.DateTimeField()
    tilbagekaldt = models.DateTimeField(null=True)
    sidst_brugt = models.DateTimeField(null=True)

    class Meta:
        """A key nobody made is no key."""

        db_table = "api_system"
        ordering: ClassVar[list[str]] = ["navn"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(navn="") & ~models.Q(aftryk="") & ~models.Q(oprettet_af=""), name="api_system_hvem"
            ),
        ]
