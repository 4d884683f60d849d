"""What the State has said: each delivery as it came, and the figures and persons in it. Nothing is ever changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Statslevering(models.Model):
    """One file or one answer from a service: where it came from, by whom and when, and what it claims to be.

    ``aftryk`` tells the same delivery when it comes again. ``raa`` is the answer as it was; a list of persons is not
    kept as it was, since who they are is known elsewhere.
    """

    id = models.BigAutoField(primary_key=True)
    kilde = models.TextField(help_text="fil, or the service it was fetched from.")
    sted = models.TextField(blank=True, default="", help_text="The name of the file, or the service's table.")
    hentet = models.DateTimeField()
    hvem = models.TextField()
    regelsaet = models.TextField(help_text="The rule set the State says it counts by.")
    opgoerelse = models.TextField(help_text="When in the month it counts.")
    skaeringsdag = models.DateField(null=True, help_text="The day up to which registrations are in it.")
    definition = models.TextField(blank=True, default="", help_text="What the State says the figure is.")
    navn = models.TextField(blank=True, default="")
    aftryk = models.TextField(unique=True)
    raa = models.BinaryField(default=b"")
    laest = models.IntegerField(default=0)
    sat_til_side = models.JSONField(default=list, help_text="Rows that could not be used: number and reason.")

    class Meta:
        """Somebody has always brought it."""

        db_table = "tal_statslevering"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(hvem=""), name="tal_statslevering_hvem")
        ]


class Statsmaaling(models.Model):
    """One figure; numbers the State does not show are empty. ``andel`` is the share as the State wrote it."""

    id = models.BigAutoField(primary_key=True)
    levering = models.ForeignKey(Statslevering, models.PROTECT, related_name="maalinger")
    kommune = models.TextField()
    ydelse = models.TextField()
    maaling = models.TextField()
    dag = models.DateField(help_text="The last day of the month.")
    naevner = models.IntegerField(null=True)
    taeller = models.IntegerField(null=True)
    andel = models.TextField(blank=True, default="")

    class Meta:
        """One of each in a delivery."""

        db_table = "tal_statsmaaling"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["levering", "kommune", "ydelse", "maaling", "dag"], name="tal_statsmaaling_en"
            ),
            models.CheckConstraint(
                condition=models.Q(naevner__isnull=True) | models.Q(naevner__gte=0), name="tal_statsmaaling_naevner"
            ),
        ]


class Statsperson(models.Model):
    """One row of the State's list of persons.

    ``borger_nr`` is the citizen's number in the store, and empty for one who is not known here: such a row keeps its
    place in the list and nothing that says who it is. It is a number only, so that an erased citizen leaves nothing.
    """

    id = models.BigAutoField(primary_key=True)
    levering = models.ForeignKey(Statslevering, models.PROTECT, related_name="personer")
    raekke = models.IntegerField()
    borger_nr = models.BigIntegerField(null=True)
    kommune = models.TextField()
    ydelse = models.TextField()
    maaling = models.TextField()
    dag = models.DateField()
    talt = models.BooleanField(help_text="Whether the person is counted in the numerator.")

    class Meta:
        """A row is one person on one benefit."""

        db_table = "tal_statsperson"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["levering", "raekke"], name="tal_statsperson_en")
        ]
