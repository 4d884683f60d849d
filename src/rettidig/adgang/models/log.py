"""What is written down and never changed: who has looked at whom, and who has given whom access.

A citizen is named by the store's own number. When the citizen is erased the number points to nobody; the log stays.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from rettidig.sager.models import Borger


class Laesning(models.Model):
    """One reading: by whom, why, and through what. The citizens it showed are in :class:`LaestBorger`."""

    id = models.BigAutoField(primary_key=True)
    tidspunkt = models.DateTimeField(db_default=Now())
    bruger = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    hvem = models.TextField(help_text="The user's name, or `system:` and the name of the system.")
    roller = models.TextField(blank=True, default="", help_text="The roles at the time, by comma.")
    initialer = models.TextField(blank=True, default="")
    formaal = models.TextField(help_text="One of the purposes in `formaal.py`.")
    formaalstekst = models.TextField(blank=True, default="")
    hvad = models.TextField(help_text="Through what: `side.borger`, `liste.frister`, `api.frister`, `udtraek.excel`.")
    antal = models.IntegerField()
    uden_for_arbejdstid = models.BooleanField()

    class Meta:
        """Found by user and time."""

        db_table = "adgang_laesning"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["bruger", "tidspunkt"], name="adgang_laesning_bruger"),
            models.Index(fields=["tidspunkt"], name="adgang_laesning_tid"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(hvem="") & ~models.Q(formaal=""), name="adgang_laesning_hvem")
        ]


SAERLIG = models.Q(uden_for_team=True) | models.Q(beskyttet=True) | models.Q(noedadgang=True)
"""What is out of the ordinary about a citizen shown; a reading outside working hours is so for all it showed."""


class LaestBorger(models.Model):
    """A citizen who was shown, and what was out of the ordinary about it at the time."""

    id = models.BigAutoField(primary_key=True)
    laesning = models.ForeignKey(Laesning, models.PROTECT, related_name="borgere")
    borger = models.ForeignKey(Borger, models.DO_NOTHING, related_name="+", db_constraint=False)
    uden_for_team = models.BooleanField()
    beskyttet = models.BooleanField()
    noedadgang = models.BooleanField()

    class Meta:
        """A citizen is in one reading once."""

        db_table = "adgang_laest_borger"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["laesning", "borger"], name="adgang_laest_en_gang")
        ]
        # Few among millions, and what the log is looked through for.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["laesning"], name="adgang_laest_saerlig", condition=SAERLIG)
        ]


class Adgangshandling(models.Model):
    """One act on users, roles, blocks and extra access."""

    id = models.BigAutoField(primary_key=True)
    tidspunkt = models.DateTimeField(db_default=Now())
    hvem = models.TextField()
    slags = models.TextField()
    bruger = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    borger = models.ForeignKey(Borger, models.DO_NOTHING, null=True, related_name="+", db_constraint=False)
    hvorfor = models.TextField(blank=True, default="")
    detaljer = models.JSONField(default=dict)

    class Meta:
        """Latest first is how acts are shown."""

        db_table = "adgang_handling"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(hvem=""), name="adgang_handling_hvem")
        ]


class Stikproevefund(models.Model):
    """What the controller found about one reading of a sample."""

    class Vurdering(models.TextChoices):
        """The findings there are."""

        I_ORDEN = "i_orden"
        UAFKLARET = "uafklaret"
        UBERETTIGET = "uberettiget"

    id = models.BigAutoField(primary_key=True)
    tidspunkt = models.DateTimeField(db_default=Now())
    hvem = models.TextField()
    laesning = models.ForeignKey(LaestBorger, models.PROTECT, related_name="fund")
    froe = models.IntegerField(help_text="The sample: its seed and period.")
    fra = models.DateField()
    til = models.DateField()
    vurdering = models.TextField(choices=Vurdering.choices)
    bemaerkning = models.TextField(blank=True, default="")

    class Meta:
        """Findings follow one another; the latest holds."""

        db_table = "adgang_stikproevefund"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(vurdering__in=["i_orden", "uafklaret", "uberettiget"]), name="adgang_fund_vurdering"
            )
        ]


class Stikproevekonklusion(models.Model):
    """What the controller concludes of a whole sample: of which readings, and how many of them had been judged then."""

    id = models.BigAutoField(primary_key=True)
    tidspunkt = models.DateTimeField(db_default=Now())
    hvem = models.TextField()
    froe = models.IntegerField(help_text="The sample: its seed, period and size.")
    fra = models.DateField()
    til = models.DateField()
    antal = models.IntegerField()
    opslag = models.JSONField(help_text="The readings that were in it, by their numbers in `adgang_laest_borger`.")
    vurderet = models.IntegerField()
    konklusion = models.TextField()

    class Meta:
        """Conclusions follow one another; found by the sample."""

        db_table = "adgang_stikproevekonklusion"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["fra", "til", "froe", "antal"], name="adgang_konklusion_proeve")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(hvem="") & ~models.Q(konklusion=""), name="adgang_konklusion_hvem"
            )
        ]
