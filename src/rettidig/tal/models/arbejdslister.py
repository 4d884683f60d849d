"""What people set up for their lists: filters of their own, how much a team can take on, and where a list was used.

Nothing here names a citizen. The use of a list that proposes whom to help first is never changed; the citizens it
showed are those of its reading.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from rettidig.adgang.models import Laesning


class GemtFilter(models.Model):
    """A list narrowed down as one person wants it again, under a name of their own."""

    id = models.BigAutoField(primary_key=True)
    bruger = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    navn = models.TextField()
    liste = models.TextField()
    valg = models.JSONField(default=dict, help_text="What the list is narrowed to, and its order.")
    oprettet = models.DateTimeField(db_default=Now())

    class Meta:
        """Two of one person's filters do not have the same name."""

        db_table = "tal_gemt_filter"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["bruger", "navn"], name="tal_gemt_filter_en"),
            models.CheckConstraint(condition=~models.Q(navn=""), name="tal_gemt_filter_navn"),
        ]


class Kapacitet(models.Model):
    """What a team can take on in a week, from a week on, until another is entered; the latest entered holds."""

    id = models.BigAutoField(primary_key=True)
    team = models.TextField()
    fra = models.DateField(help_text="A Monday.")
    timer = models.IntegerField(help_text="Whole hours a week for talks.")
    minutter = models.IntegerField(help_text="How long one talk takes, with what belongs to it.")
    hvem = models.TextField()
    tidspunkt = models.DateTimeField(db_default=Now())

    class Meta:
        """Asked for by team and week. No hours is an answer, a talk of no length is none."""

        db_table = "tal_kapacitet"
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["team", "fra"], name="tal_kapacitet_team")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(timer__gte=0, minutter__gt=0) & ~models.Q(team=""), name="tal_kapacitet_mulig"
            )
        ]


class Listebrug(models.Model):
    """One use of a list that proposes whom to help first: by whom, which list, in what order, from which data."""

    id = models.BigAutoField(primary_key=True)
    tidspunkt = models.DateTimeField(db_default=Now())
    laesning = models.OneToOneField(Laesning, models.PROTECT, related_name="+", help_text="Who was shown, and why.")
    liste = models.TextField()
    orden = models.JSONField(help_text="The order used: the names of its steps, first to last.")
    dag = models.DateField(help_text="The day the list holds for.")
    kendt = models.DateTimeField(help_text="What was known: the store's time.")
    antal = models.IntegerField()

    class Meta:
        """Found by list and time."""

        db_table = "tal_listebrug"
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["liste", "tidspunkt"], name="tal_listebrug_tid")]
