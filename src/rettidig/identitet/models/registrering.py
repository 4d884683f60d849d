"""Who a citizen is: registrations with two kinds of time, as facts have, their values encrypted by the program."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField, RangeOperators
from django.db import models

LUKKEDE_FELTER = ("cpr", "navn", "adresse", "paaroerende")
"""The encrypted columns."""
_EJER: Any = models.Func(models.F("borger_id"), models.F("borger_id"), models.Value("[]"), function="int8range")


class Identitetsregistrering(models.Model):
    """What was known, for some days, of who a citizen is.

    ``adresse`` holds street, post code and town, ``paaroerende`` the CPR numbers of named relatives, both as JSON
    before encryption. ``cpr_opslag`` is the keyed fingerprint the number is found by. ``noegle_nr`` and ``opslag_nr``
    are the versions of the keys. Protection lies open, since lists are limited by it: it names nobody.
    ``beskyttet_til`` is the last day of it.
    """

    id = models.BigAutoField(primary_key=True)
    borger = models.ForeignKey("sager.Borger", models.PROTECT, related_name="+")
    periode = DateRangeField()
    registreret = DateTimeRangeField()
    handling = models.ForeignKey("sager.Handling", models.PROTECT, related_name="+")
    lukket_af = models.ForeignKey("sager.Handling", models.PROTECT, null=True, related_name="+", db_index=False)
    maerke = models.UUIDField(default=uuid.uuid4, unique=True)
    noegle_nr = models.IntegerField()
    opslag_nr = models.IntegerField()
    cpr_opslag = models.BinaryField()
    cpr = models.BinaryField()
    navn = models.BinaryField()
    adresse = models.BinaryField(null=True)
    paaroerende = models.BinaryField(null=True)
    adressebeskyttet = models.BooleanField()
    beskyttet_til = models.DateField(null=True)

    class Meta:
        """A citizen is one person at a time, as known at one time."""

        db_table = "identitet_registrering"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["cpr_opslag"], name="identitet_cpr_opslag"),
            models.Index(fields=["noegle_nr", "opslag_nr"], name="identitet_noegler"),
            models.Index(
                fields=["borger"],
                name="identitet_beskyttede",
                condition=models.Q(adressebeskyttet=True, lukket_af__isnull=True),
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            ExclusionConstraint(
                name="identitet_en_ad_gangen",
                expressions=[
                    (_EJER, RangeOperators.OVERLAPS),
                    ("periode", RangeOperators.OVERLAPS),
                    ("registreret", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=models.Q(periode__isempty=False, registreret__isempty=False), name="identitet_ikke_tom"
            ),
            models.CheckConstraint(
                condition=models.Q(registreret__upper_inf=True, lukket_af__isnull=True)
                | models.Q(registreret__upper_inf=False, lukket_af__isnull=False),
                name="identitet_lukket_af_nogen",
            ),
            models.CheckConstraint(
                condition=models.Q(adressebeskyttet=True) | models.Q(beskyttet_til__isnull=True),
                name="identitet_beskyttet_til",
            ),
        ]

    def __repr__(self) -> str:
        """Nothing of whom it is about."""
        return f"Identitetsregistrering({self.pk})"

    __str__ = __repr__
