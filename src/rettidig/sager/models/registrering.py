"""What all facts have in common: an owner, two kinds of time, and the acts that opened and closed them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField, RangeOperators
from django.db import models

from rettidig.sager.models.handling import Handling


class Borger(models.Model):
    """A citizen, known here by the opaque id of the extracts alone. Who it is lies elsewhere, encrypted."""

    id = models.BigAutoField(primary_key=True)
    noegle = models.TextField(unique=True, help_text="The borger_id of the data contract.")

    class Meta:
        """An empty id is nobody's."""

        db_table = "sager_borger"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(noegle=""), name="sager_borger_noegle")
        ]


class Registrering(models.Model):
    """One registration of one fact.

    ``nr`` keeps the order the source gave rows that begin on the same day; ``raekke`` is the row it came from.
    ``mester`` names the system that is master of the fact; a citizen's facts may have several.
    """

    id = models.BigAutoField(primary_key=True)
    fakta_id = models.BigIntegerField()
    borger = models.ForeignKey(Borger, models.PROTECT, related_name="+")
    periode = DateRangeField()
    registreret = DateTimeRangeField()
    mester = models.TextField()
    nr = models.IntegerField(default=1)
    raekke = models.IntegerField(null=True)
    handling = models.ForeignKey(Handling, models.PROTECT, related_name="+")
    lukket_af = models.ForeignKey(Handling, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        """Each kind of fact has a table of its own."""

        abstract = True


def registreringsmeta(tabel: str) -> list[models.BaseConstraint]:
    """The rules every table of registrations keeps.

    One fact is never registered twice for the same time. The exclusion uses range types alone, so that it holds on a
    server without ``btree_gist``.
    """
    ejer: Any = models.Func(models.F("fakta_id"), models.F("fakta_id"), models.Value("[]"), function="int8range")
    return [
        ExclusionConstraint(
            name=f"sager_{tabel}_en_ad_gangen",
            expressions=[(ejer, RangeOperators.OVERLAPS), ("registreret", RangeOperators.OVERLAPS)],
        ),
        models.CheckConstraint(
            condition=models.Q(periode__isempty=False, registreret__isempty=False), name=f"sager_{tabel}_ikke_tom"
        ),
        models.CheckConstraint(
            condition=models.Q(registreret__lower_inf=False, registreret__lower_inc=True, registreret__upper_inc=False),
            name=f"sager_{tabel}_begyndt",
        ),
        models.CheckConstraint(
            condition=models.Q(registreret__upper_inf=True, lukket_af__isnull=True)
            | models.Q(registreret__upper_inf=False, lukket_af__isnull=False),
            name=f"sager_{tabel}_lukket_af_nogen",
        ),
        models.CheckConstraint(condition=~models.Q(mester=""), name=f"sager_{tabel}_mester"),
    ]


def registreringsindekser(tabel: str) -> list[models.Index]:
    """One fact, and what one act closed, are found without reading the whole table."""
    return [
        models.Index(fields=["fakta_id"], name=f"sager_{tabel[:12]}_fakta"),
        models.Index(
            fields=["lukket_af"], name=f"sager_{tabel[:12]}_lukket", condition=models.Q(lukket_af__isnull=False)
        ),
    ]
