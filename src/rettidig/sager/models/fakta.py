"""One table per table of the data contract; a column holds what the contract's column of the same name holds.

The day columns of the contract (``fra``, ``til``, ``dato``, ``maaned``) are ``periode``: a talk holds on its day, wage
hours in their month, and what is known of the citizen without a day, always.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from rettidig.sager.models.registrering import Registrering, registreringsindekser, registreringsmeta


class Borgeroplysning(Registrering):
    """What is known of the citizen as such."""

    foedselsdato = models.DateField()
    kommune = models.TextField()
    erhvervsuddannelse = models.BooleanField(null=True)
    hjemmeboende_boern = models.BooleanField(null=True)
    integrationsprogram = models.BooleanField(null=True)
    forsikring = models.TextField()
    team = models.TextField(null=True)
    sagsbehandler = models.TextField(null=True)
    ugetal_foer = models.IntegerField(null=True)

    class Meta:
        """The rules of registrations."""

        db_table = "sager_borgere"
        constraints: ClassVar[list[models.BaseConstraint]] = registreringsmeta("borgere")
        indexes: ClassVar[list[models.Index]] = registreringsindekser("borgere")


class Ydelse(Registrering):
    """A benefit spell; ``grad`` in thousandths of full time."""

    ydelse = models.TextField()
    visitation = models.TextField(null=True)
    grad = models.IntegerField()
    status = models.TextField(null=True)

    class Meta:
        """The rules of registrations."""

        db_table = "sager_ydelser"
        constraints: ClassVar[list[models.BaseConstraint]] = registreringsmeta("ydelser")
        indexes: ClassVar[list[models.Index]] = registreringsindekser("ydelser")


class Indsats(Registrering):
    """An activity spell; hours in 1/10,000 hour, prices in oere."""

    indsats = models.TextField()
    indsats_id = models.TextField(null=True)
    bevilget = models.DateField(null=True)
    timer_pr_uge = models.BigIntegerField(null=True)
    pris_pr_uge = models.BigIntegerField(null=True)
    leverandoer = models.TextField(null=True)
    cvr = models.TextField(null=True)

    class Meta:
        """The rules of registrations."""

        db_table = "sager_indsatser"
        constraints: ClassVar[list[models.BaseConstraint]] = registreringsmeta("indsatser")
        indexes: ClassVar[list[models.Index]] = registreringsindekser("indsatser")


class Samtale(Registrering):
    """A talk."""

    slags = models.TextField()
    form = models.TextField(null=True)
    status = models.TextField()
    part = models.TextField(null=True)

    class Meta:
        """The rules of registrations."""

        db_table = "sager_samtaler"
        constraints: ClassVar[list[models.BaseConstraint]] = registreringsmeta("samtaler")
        indexes: ClassVar[list[models.Index]] = registreringsindekser("samtaler")


class Loentimer(Registrering):
    """Ordinary wage hours in a month, in 1/10,000 hour."""

    timer = models.BigIntegerField()
    cvr = models.TextField(null=True)

    class Meta:
        """The rules of registrations."""

        db_table = "sager_loentimer"
        constraints: ClassVar[list[models.BaseConstraint]] = registreringsmeta("loentimer")
        indexes: ClassVar[list[models.Index]] = registreringsindekser("loentimer")


class Fritagelse(Registrering):
    """An exemption spell."""

    grund = models.TextField()

    class Meta:
        """The rules of registrations."""

        db_table = "sager_fritagelser"
        constraints: ClassVar[list[models.BaseConstraint]] = registreringsmeta("fritagelser")
        indexes: ClassVar[list[models.Index]] = registreringsindekser("fritagelser")


class Undtagelse(Registrering):
    """A reasoned exemption from a population duty."""

    regel = models.TextField()
    begrundelse = models.TextField()

    class Meta:
        """The rules of registrations."""

        db_table = "sager_undtagelser"
        constraints: ClassVar[list[models.BaseConstraint]] = registreringsmeta("undtagelser")
        indexes: ClassVar[list[models.Index]] = registreringsindekser("undtagelser")


class Haendelse(Registrering):
    """Another dated fact."""

    haendelse = models.TextField()
    vaerdi = models.TextField(null=True)

    class Meta:
        """The rules of registrations."""

        db_table = "sager_haendelser"
        constraints: ClassVar[list[models.BaseConstraint]] = registreringsmeta("haendelser")
        indexes: ClassVar[list[models.Index]] = registreringsindekser("haendelser")
