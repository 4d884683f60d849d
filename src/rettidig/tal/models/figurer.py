"""Figures: the town's cube, patched as facts change, and the figures as they were reported, never changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from rettidig.motor.kubemaal import MAAL


class Kubecelle(models.Model):
    """The numbers of a team, benefit and group on a month end under a rule set; a cell of all zeros is not kept.

    Its counts are those of :data:`rettidig.motor.kubemaal.MAAL`.
    """

    id = models.BigAutoField(primary_key=True)
    maaned = models.DateField()
    regelsaet = models.TextField()
    kommune = models.TextField()
    team = models.TextField(blank=True, default="")
    ydelse = models.TextField()
    gruppe = models.TextField(blank=True, default="")
    naevner = models.BigIntegerField()
    fm1_taeller = models.BigIntegerField()
    kun_tilbud = models.BigIntegerField()
    kun_timer = models.BigIntegerField()
    tilbud_og_timer = models.BigIntegerField()
    fm2_taeller = models.BigIntegerField()
    pulje_naevner = models.BigIntegerField()
    pulje_faaet = models.BigIntegerField()
    pulje_undtaget = models.BigIntegerField()
    pulje_fristen_loeber = models.BigIntegerField()

    class Meta:
        """A cell is read by its month; below zero it would count somebody who was never in it."""

        db_table = "tal_kube"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["maaned", "regelsaet", "kommune", "team", "ydelse", "gruppe"], name="tal_kube_en"
            ),
            models.CheckConstraint(
                condition=models.Q(**{f"{maal}__gte": 0 for maal in MAAL}), name="tal_kube_ikke_under_nul"
            ),
        ]


class Meldt(models.Model):
    """A figure as it was reported: with what was known then, under that day's law and program."""

    id = models.BigAutoField(primary_key=True)
    meldt = models.DateTimeField(help_text="When it was written down.")
    kendt = models.DateTimeField(help_text="What was known: the store's time.")
    maaned = models.DateField()
    regelsaet = models.TextField()
    kommune = models.TextField()
    ydelse = models.TextField()
    maaling = models.TextField()
    naevner = models.BigIntegerField()
    taeller = models.BigIntegerField()
    graense = models.TextField(help_text="The limit as a fraction.")
    lovversion = models.TextField(null=True)
    motor = models.TextField(help_text="A hash of the program, the engine and the law.")
    program = models.TextField()
    valg = models.JSONField()

    class Meta:
        """The same figure is reported once for what was known."""

        db_table = "tal_meldt"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["maaned", "regelsaet", "kommune", "ydelse", "maaling", "kendt"], name="tal_meldt_en"
            )
        ]
