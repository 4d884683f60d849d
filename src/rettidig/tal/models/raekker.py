"""Results by citizen, kept for lists and for opening a figure: worked out from the facts, and never the truth itself.

``borger`` has no constraint in the database: what is worked out must never stand in the way of the facts.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from rettidig.sager.models import Borger

AABEN = models.Q(aaben=True)
I_FORLOEB = models.Q(forloeb_start__isnull=False)


class Borgerresultat(models.Model):
    """Whose it is, and who has the case: as the facts say on the time all results hold for."""

    id = models.BigAutoField(primary_key=True)
    borger = models.ForeignKey(Borger, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False)
    kommune = models.TextField()
    team = models.TextField(blank=True, default="")
    sagsbehandler = models.TextField(blank=True, default="")

    class Meta:
        """Each kind has a table of its own."""

        abstract = True


class Borgerstand(Borgerresultat):
    """A citizen on the day: what they receive, what is going on, and what comes next."""

    ydelse = models.TextField(blank=True, default="", help_text="Benefits held on the day, joined by +.")
    maalgruppe = models.TextField(blank=True, default="")
    forloeb_start = models.DateField(null=True, help_text="The first day of the course running on the day.")
    fritaget_grund = models.TextField(blank=True, default="", help_text="Of the exemption running on the day.")
    fritaget_til = models.DateField(null=True, help_text="Its last day; none when it is open.")
    tilbud = models.TextField(blank=True, default="", help_text="Activities running on the day, joined by +.")
    tilbud_til = models.DateField(null=True, help_text="The last day of the one that ends last; none when open.")
    naeste_tilbud = models.DateField(null=True, help_text="The first day of the next planned activity.")
    seneste_samtale = models.DateField(null=True, help_text="The day of the latest talk held.")
    naeste_samtale = models.DateField(null=True, help_text="The day of the next planned talk.")

    class Meta:
        """One row for every citizen."""

        db_table = "tal_borgerstand"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["borger"], name="tal_borgerstand_en")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["team", "forloeb_start"], name="tal_stand_team", condition=I_FORLOEB),
            models.Index(fields=["forloeb_start"], name="tal_stand_start", condition=I_FORLOEB),
            models.Index(
                fields=["fritaget_til"], name="tal_stand_fritaget", condition=models.Q(fritaget_til__isnull=False)
            ),
            models.Index(fields=["tilbud_til"], name="tal_stand_tilbud", condition=models.Q(tilbud_til__isnull=False)),
        ]


class Pligtraekke(Borgerresultat):
    """One obligation of one citizen on the day: a row of the contract."""

    nr = models.IntegerField()
    maalgruppe = models.TextField(null=True)
    regel = models.TextField()
    frist = models.DateField(null=True)
    status = models.TextField()
    opfyldt_dato = models.DateField(null=True)
    forloeb_start = models.DateField()
    pause_dage = models.BigIntegerField()
    lovversion = models.TextField(null=True)
    hjemmel = models.TextField()
    ydelse = models.TextField(help_text="The benefit the course began with.")
    aaben = models.BooleanField(help_text="Whether something is still to be done, in a course that runs on.")

    class Meta:
        """The law's have a table, and the municipality's own another."""

        abstract = True


class Fristraekke(Pligtraekke):
    """An obligation under the law, in the contract's order by ``nr``."""

    altid = models.BooleanField(help_text="Whether the rule is among those that are always given.")

    class Meta:
        """Open obligations are what lists ask for."""

        db_table = "tal_frist"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["borger", "nr"], name="tal_frist_en")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["status", "frist"], name="tal_frist_aaben", condition=AABEN),
            # With all that lists are narrowed by: they are counted without reading the rows.
            models.Index(
                fields=["team", "status", "frist"],
                include=["altid", "borger", "sagsbehandler", "regel", "ydelse", "kommune"],
                name="tal_frist_team",
                condition=AABEN,
            ),
            models.Index(fields=["sagsbehandler", "status", "frist"], name="tal_frist_hvem", condition=AABEN),
            models.Index(fields=["regel", "status", "frist"], name="tal_frist_regel", condition=AABEN),
        ]


class Lokalfrist(Pligtraekke):
    """An obligation under a strategy of the municipality's own: never the law's, and in none of the law's lists.

    ``lovversion`` is the strategy's id, ``hjemmel`` its standing and where it is read, as on the command line.
    """

    pligt = models.TextField(help_text="By which it is found on the citizen's page.")

    class Meta:
        """Open ones are what the list asks for; figures ask by rule and deadline."""

        db_table = "tal_lokalfrist"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["borger", "nr"], name="tal_lokalfrist_en")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["status", "frist"], name="tal_lokalfrist_aaben", condition=AABEN),
            # With all the list is narrowed by, as the law's.
            models.Index(
                fields=["team", "status", "frist"],
                include=["borger", "sagsbehandler", "regel", "ydelse", "kommune"],
                name="tal_lokalfrist_team",
                condition=AABEN,
            ),
            models.Index(fields=["sagsbehandler", "status", "frist"], name="tal_lokalfrist_hvem", condition=AABEN),
            # With all the figures count: they are counted without reading the rows.
            models.Index(
                fields=["kommune", "lovversion", "regel", "frist"],
                include=["status", "aaben", "team"],
                name="tal_lokalfrist_tal",
            ),
        ]


class Maaleperiode(Borgerresultat):
    """The month ends on which a citizen counts the same way in a measure: what a figure opens to."""

    nr = models.IntegerField()
    ydelse = models.TextField()
    maaling = models.TextField()
    regelsaet = models.TextField(help_text="`alle` where every rule set counts alike.")
    forloeb_start = models.DateField()
    maalgruppe = models.TextField(null=True)
    fra = models.DateField()
    til = models.DateField(help_text="The last month end, included.")
    status = models.TextField()

    class Meta:
        """Asked for by measure, rule set and month end."""

        db_table = "tal_maaleperiode"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["borger", "nr"], name="tal_maaleperiode_en")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["maaling", "regelsaet", "til", "fra"], name="tal_periode_maaned")
        ]
