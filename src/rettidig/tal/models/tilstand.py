"""How far what is kept has come, and the runs that worked all of it out anew."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Tilstand(models.Model):
    """One row: the day and the knowledge everything kept holds for.

    What is kept is up to date when ``kendt`` is the time of the store's latest act. That is the mark a program leaves
    behind when it dies between an act and what follows it: nothing has to be written for it to be seen.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    dag = models.DateField(help_text="The day statuses hold for.")
    kendt = models.DateTimeField(help_text="The store's time of the latest act that is taken in.")
    foerste_maaned = models.DateField(help_text="The first month end of the figures.")
    sidste_maaned = models.DateField(help_text="The last month end of the figures; those after the day are forecasts.")
    motor = models.TextField(help_text="A hash of what worked it out: the program, the engine, and the law.")
    valg = models.JSONField(help_text="Every switch with its value.")
    lokale = models.JSONField(
        default=list, help_text="The choices of strategies (numbers) the municipality's own deadlines are kept by."
    )
    borgere = models.JSONField(default=dict, help_text="The number of citizens by municipality.")
    venter = models.JSONField(
        default=list, help_text="Citizens (numbers) taken out, to be worked out anew at the next act."
    )
    koer_om = models.TextField(blank=True, default="", help_text="Why a full run is needed; empty when none is.")

    class Meta:
        """Never more than the one row."""

        db_table = "tal_tilstand"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(id=1), name="tal_en_tilstand")
        ]


class Koersel(models.Model):
    """One full run: when, of what, and whether it found what had been patched to be right."""

    id = models.BigAutoField(primary_key=True)
    begyndt = models.DateTimeField()
    sluttet = models.DateTimeField()
    dag = models.DateField()
    kendt = models.DateTimeField()
    program = models.TextField()
    motor = models.TextField()
    borgere = models.IntegerField()
    frister = models.IntegerField()
    sammenlignet = models.BooleanField(help_text="Whether there was something to compare with.")
    hvorfor_ikke = models.TextField(blank=True, default="", help_text="Why nothing was compared.")
    forskelle = models.IntegerField(default=0, help_text="Citizens and cells that differed: anything but 0 is a fault.")
    fund = models.JSONField(default=list, help_text="By kind: how many differed, and some of the citizens' numbers.")

    class Meta:
        """Latest first is how runs are shown."""

        db_table = "tal_koersel"
