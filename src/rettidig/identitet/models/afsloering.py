"""Every time somebody was shown what is otherwise hidden."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Afsloering(models.Model):
    """Who saw the CPR number or the protected address of whom, when, and what for. Rows are only ever added.

    When the citizen is erased, ``pseudonym`` takes their place.
    """

    id = models.BigAutoField(primary_key=True)
    borger = models.ForeignKey("sager.Borger", models.PROTECT, null=True, related_name="+")
    pseudonym = models.TextField(blank=True, default="")
    hvem = models.TextField()
    hvad = models.TextField()
    formaal = models.TextField()
    tidspunkt = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        """Somebody saw something for a purpose."""

        db_table = "identitet_afsloering"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(hvad__in=["cpr", "adresse"]), name="identitet_afsloering_hvad"),
            models.CheckConstraint(
                condition=~models.Q(hvem="") & ~models.Q(formaal=""), name="identitet_afsloering_hvem_og_hvorfor"
            ),
            models.CheckConstraint(
                condition=models.Q(borger__isnull=False) | ~models.Q(pseudonym=""), name="identitet_afsloering_om_nogen"
            ),
        ]
