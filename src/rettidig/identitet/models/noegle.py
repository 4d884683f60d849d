"""Which versions of the keys have been used here; never the keys."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Noegleversion(models.Model):
    """One version of one key, known again by a mark, so that nothing is written with another key of the same number."""

    id = models.BigAutoField(primary_key=True)
    slags = models.TextField()
    nr = models.IntegerField()
    proeve = models.BinaryField()
    taget_i_brug = models.DateTimeField(auto_now_add=True)
    pensioneret = models.DateTimeField(null=True)
    glemt = models.DateTimeField(null=True)

    class Meta:
        """One row per version."""

        db_table = "identitet_noegle"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["slags", "nr"], name="identitet_noegle_en_gang")
        ]
