"""What has been erased: that it happened, and nothing of whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from rettidig.sager.models.handling import Handling


class Sletning(models.Model):
    """One citizen erased by an act, whole or in one table.

    ``borger_nr`` is the number the citizen had in this database and no row has any more. While the transaction that
    wrote this row lasts, and never after, the database lets the citizen's registrations be deleted. ``pseudonym`` is
    what logs have in the citizen's place. ``kendetegn`` is a fingerprint of the citizen's key made with a secret that
    lies outside the database: it serves to erase the same citizen again after an old backup has been restored.
    """

    id = models.BigAutoField(primary_key=True)
    handling = models.ForeignKey(Handling, models.PROTECT, related_name="sletninger")
    borger_nr = models.BigIntegerField(db_index=True)
    tabel = models.TextField(blank=True, default="", help_text="The table of the contract; empty for everything.")
    pseudonym = models.TextField()
    kendetegn = models.TextField(blank=True, default="")
    transaktion = models.TextField(editable=False, default="", help_text="Filled in by the database.")

    class Meta:
        """A citizen is erased once by an act, in a table."""

        db_table = "sager_sletning"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["handling", "borger_nr", "tabel"], name="sager_sletning_en_gang"),
            models.CheckConstraint(condition=~models.Q(pseudonym=""), name="sager_sletning_pseudonym"),
        ]
