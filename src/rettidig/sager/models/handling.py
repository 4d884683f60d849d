"""Who did what to the facts, when and why; and the clock registrations are dated by."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Registreringsur(models.Model):
    """One row: the time of the latest act.

    Every act locks it until it is committed, so acts follow one another, and no two have the same time. What is known
    at ``sidst``, or earlier, can therefore never change: an answer given for that time can be given again.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    sidst = models.DateTimeField()

    class Meta:
        """Never more than the one row."""

        db_table = "sager_registreringsur"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(id=1), name="sager_et_ur")
        ]


class Handling(models.Model):
    """One act: an import, a correction, the undoing of one of them, an erasure, or a word on who somebody is."""

    class Slags(models.TextChoices):
        """The kinds of act."""

        INDLAESNING = "indlaesning"
        RETTELSE = "rettelse"
        FORTRYDELSE = "fortrydelse"
        SLETNING = "sletning"
        IDENTITET = "identitet"

    id = models.BigAutoField(primary_key=True)
    slags = models.TextField(choices=Slags.choices)
    tidspunkt = models.DateTimeField(unique=True)
    hvem = models.TextField()
    hvorfor = models.TextField(blank=True, default="")
    program = models.TextField(help_text="The version of Rettidig that wrote it.")
    kilde = models.TextField(blank=True, default="", help_text="The system an import came from.")
    sted = models.TextField(blank=True, default="", help_text="The name of the folder or file an import was read from.")
    tabeller = models.JSONField(default=list, help_text="The tables an import held.")
    tal = models.JSONField(default=dict, help_text="By table: new, changed, closed, unchanged, mastered elsewhere.")
    laest = models.JSONField(default=dict, help_text="By table: rows read, accepted, set aside.")
    fund = models.BinaryField(default=b"", help_text="The reader's remarks: groups (JSON).")
    fundrader = models.BinaryField(default=b"", help_text="The reader's remarks: rows of the groups (Arrow).")
    forberedt = models.TextField(blank=True, default="", help_text="The upload an import was confirmed from.")
    fortryder = models.OneToOneField("self", models.PROTECT, null=True, related_name="fortrudt_af")

    class Meta:
        """Latest first is how acts are shown."""

        db_table = "sager_handling"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(slags__in=["indlaesning", "rettelse", "fortrydelse", "sletning", "identitet"]),
                name="sager_handling_slags",
            ),
            models.CheckConstraint(condition=~models.Q(hvem=""), name="sager_handling_hvem"),
            models.UniqueConstraint(
                fields=["forberedt"], condition=~models.Q(forberedt=""), name="sager_handling_forberedt"
            ),
            models.CheckConstraint(
                condition=models.Q(slags="fortrydelse", fortryder__isnull=False)
                | (~models.Q(slags="fortrydelse") & models.Q(fortryder__isnull=True)),
                name="sager_handling_fortryder",
            ),
        ]
