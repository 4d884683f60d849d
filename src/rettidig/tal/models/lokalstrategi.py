"""Which of its own strategies a municipality uses: chosen by a person, from a moment on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class Lokalstrategi(models.Model):
    """One choice: a strategy taken into use with its switches, or out of use. The latest of a strategy holds.

    Choices are only added to: what was in use when, and who chose it, can always be told.
    """

    id = models.BigAutoField(primary_key=True)
    strategi = models.TextField(help_text="Its id: the town and the year.")
    kommune = models.TextField(help_text="Whose it is.")
    i_brug = models.BooleanField()
    valg = models.JSONField(default=dict, help_text="Its switches as set.")
    indhold = models.TextField(
        blank=True, default="", help_text="The file of a strategy that does not ship; empty for one that does."
    )
    hvem = models.TextField()
    hvorfor = models.TextField()
    tidspunkt = models.DateTimeField(db_default=Now())

    class Meta:
        """Asked for by municipality and time."""

        db_table = "tal_lokalstrategi"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kommune", "strategi", "-tidspunkt"], name="tal_lokalstrategi_by")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(strategi="") & ~models.Q(hvem="") & ~models.Q(hvorfor=""),
                name="tal_lokalstrategi_hel",
            )
        ]
