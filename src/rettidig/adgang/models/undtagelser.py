"""Where one user's access to one citizen is other than the roles say: blocked, or open for some hours."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from rettidig.sager.models import Borger


class Spaerring(models.Model):
    """The user may not see the citizen: the case is that of the family, or there is another reason."""

    class Slags(models.TextChoices):
        """Why."""

        FAMILIE = "familie"
        EGEN = "egen"
        ANDEN = "anden"

    id = models.BigAutoField(primary_key=True)
    bruger = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="spaerringer")
    borger = models.ForeignKey(Borger, models.DO_NOTHING, related_name="+", db_constraint=False)
    slags = models.TextField(choices=Slags.choices)
    begrundelse = models.TextField(blank=True, default="")
    oprettet = models.DateTimeField(db_default=Now())
    ophaevet = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One open block for a user and a citizen."""

        db_table = "adgang_spaerring"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["bruger", "borger"], condition=models.Q(ophaevet__isnull=True), name="adgang_spaerring_en"
            ),
            models.CheckConstraint(
                condition=models.Q(slags__in=["familie", "egen", "anden"]), name="adgang_spaerring_slags"
            ),
        ]


class Noedadgang(models.Model):
    """The user may see the citizen until ``til``, though the roles say otherwise; they said why."""

    id = models.BigAutoField(primary_key=True)
    bruger = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    borger = models.ForeignKey(Borger, models.DO_NOTHING, related_name="+", db_constraint=False)
    formaal = models.TextField()
    begrundelse = models.TextField()
    fra = models.DateTimeField(db_default=Now())
    til = models.DateTimeField()

    class Meta:
        """An access without a reason is none."""

        db_table = "adgang_noedadgang"
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["bruger", "til"], name="adgang_noedadgang_aaben")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(begrundelse=""), name="adgang_noedadgang_grund"),
            models.CheckConstraint(condition=models.Q(til__gt=models.F("fra")), name="adgang_noedadgang_tid"),
        ]
