"""What a system has sent to be imported, under the key it gave the sending: sent twice, it is the same sending."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from rettidig.api.models.system import System


class Indlevering(models.Model):
    """One sending. ``forberedt`` names the upload that waits; ``visning`` is the answer that was given for it."""

    id = models.BigAutoField(primary_key=True)
    system = models.ForeignKey(System, models.PROTECT, related_name="indleveringer")
    noegle = models.TextField(help_text="The sender's Idempotency-Key.")
    aftryk = models.TextField()
    forberedt = models.TextField(unique=True)
    fagsystem = models.TextField()
    visning = models.JSONField()
    oprettet = models.DateTimeField(db_default=Now())
    udloeber = models.DateTimeField()

    class Meta:
        """A key is used once by a system."""

        db_table = "api_indlevering"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["system", "noegle"], name="api_indlevering_en_gang"),
        ]
