"""The tables of the store. What all tables of registrations share is said once; the models are held against it."""

from typing import Any

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

BESKYT = django.db.models.deletion.PROTECT


def tekst(**andet: Any) -> models.TextField:
    """A column of text."""
    return models.TextField(**andet)


def registreringer(navn: str, tabel: str, egne: list[tuple[str, Any]]) -> migrations.CreateModel:
    """One table of registrations with its own columns."""
    sluttet = models.Q(lukket_af__isnull=False)
    return migrations.CreateModel(
        name=navn,
        fields=[
            ("id", models.BigAutoField(primary_key=True, serialize=False)),
            ("fakta_id", models.BigIntegerField()),
            ("periode", django.contrib.postgres.fields.ranges.DateRangeField()),
            ("registreret", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
            ("mester", tekst()),
            ("nr", models.IntegerField(default=1)),
            ("raekke", models.IntegerField(null=True)),
            *egne,
            ("borger", models.ForeignKey(on_delete=BESKYT, related_name="+", to="sager.borger")),
            ("handling", models.ForeignKey(on_delete=BESKYT, related_name="+", to="sager.handling")),
            (
                "lukket_af",
                models.ForeignKey(db_index=False, null=True, on_delete=BESKYT, related_name="+", to="sager.handling"),
            ),
        ],
        options={
            "db_table": f"sager_{tabel}",
            "indexes": [models.Index(fields=["lukket_af"], name=f"sager_{tabel[:12]}_lukket", condition=sluttet)],
            "constraints": [
                django.contrib.postgres.constraints.ExclusionConstraint(
                    name=f"sager_{tabel}_en_ad_gangen",
                    expressions=[
                        (
                            models.Func(
                                models.F("fakta_id"), models.F("fakta_id"), models.Value("[]"), function="int8range"
                            ),
                            "&&",
                        ),
                        ("registreret", "&&"),
                    ],
                ),
                models.CheckConstraint(
                    condition=models.Q(periode__isempty=False, registreret__isempty=False),
                    name=f"sager_{tabel}_ikke_tom",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        registreret__lower_inf=False, registreret__lower_inc=True, registreret__upper_inc=False
                    ),
                    name=f"sager_{tabel}_begyndt",
                ),
                models.CheckConstraint(
                    condition=models.Q(registreret__upper_inf=True, lukket_af__isnull=True)
                    | models.Q(registreret__upper_inf=False, lukket_af__isnull=False),
                    name=f"sager_{tabel}_lukket_af_nogen",
                ),
                models.CheckConstraint(condition=~models.Q(mester=""), name=f"sager_{tabel}_mester"),
            ],
        },
    )


class Migration(migrations.Migration):
    """Acts, citizens, the clock, and a table of registrations for each table of the contract."""

    initial = True
    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="Registreringsur",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("sidst", models.DateTimeField()),
            ],
            options={
                "db_table": "sager_registreringsur",
                "constraints": [models.CheckConstraint(condition=models.Q(id=1), name="sager_et_ur")],
            },
        ),
        migrations.CreateModel(
            name="Borger",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("noegle", tekst(unique=True, help_text="The borger_id of the data contract.")),
            ],
            options={
                "db_table": "sager_borger",
                "constraints": [models.CheckConstraint(condition=~models.Q(noegle=""), name="sager_borger_noegle")],
            },
        ),
        migrations.CreateModel(
            name="Handling",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "slags",
                    tekst(
                        choices=[
                            ("indlaesning", "Indlaesning"),
                            ("rettelse", "Rettelse"),
                            ("fortrydelse", "Fortrydelse"),
                        ]
                    ),
                ),
                ("tidspunkt", models.DateTimeField(unique=True)),
                ("hvem", tekst()),
                ("hvorfor", tekst(blank=True, default="")),
                ("program", tekst(help_text="The version of Rettidig that wrote it.")),
                ("kilde", tekst(blank=True, default="", help_text="The system an import came from.")),
                (
                    "sted",
                    tekst(blank=True, default="", help_text="The name of the folder or file an import was read from."),
                ),
                ("tabeller", models.JSONField(default=list, help_text="The tables an import held.")),
                (
                    "tal",
                    models.JSONField(
                        default=dict, help_text="By table: new, changed, closed, unchanged, mastered elsewhere."
                    ),
                ),
                ("laest", models.JSONField(default=dict, help_text="By table: rows read, accepted, set aside.")),
                ("fund", models.BinaryField(default=b"", help_text="The reader's remarks: groups (JSON).")),
                (
                    "fundrader",
                    models.BinaryField(default=b"", help_text="The reader's remarks: rows of the groups (Arrow)."),
                ),
                (
                    "fortryder",
                    models.OneToOneField(null=True, on_delete=BESKYT, related_name="fortrudt_af", to="sager.handling"),
                ),
            ],
            options={
                "db_table": "sager_handling",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(slags__in=["indlaesning", "rettelse", "fortrydelse"]),
                        name="sager_handling_slags",
                    ),
                    models.CheckConstraint(condition=~models.Q(hvem=""), name="sager_handling_hvem"),
                    models.CheckConstraint(
                        condition=models.Q(slags="fortrydelse", fortryder__isnull=False)
                        | (~models.Q(slags="fortrydelse") & models.Q(fortryder__isnull=True)),
                        name="sager_handling_fortryder",
                    ),
                ],
            },
        ),
        registreringer(
            "Borgeroplysning",
            "borgere",
            [
                ("foedselsdato", models.DateField()),
                ("kommune", tekst()),
                ("erhvervsuddannelse", models.BooleanField(null=True)),
                ("hjemmeboende_boern", models.BooleanField(null=True)),
                ("integrationsprogram", models.BooleanField(null=True)),
                ("forsikring", tekst()),
                ("team", tekst(null=True)),
                ("sagsbehandler", tekst(null=True)),
                ("ugetal_foer", models.IntegerField(null=True)),
            ],
        ),
        registreringer(
            "Ydelse",
            "ydelser",
            [
                ("ydelse", tekst()),
                ("visitation", tekst(null=True)),
                ("grad", models.IntegerField()),
                ("status", tekst(null=True)),
            ],
        ),
        registreringer(
            "Indsats",
            "indsatser",
            [
                ("indsats", tekst()),
                ("indsats_id", tekst(null=True)),
                ("bevilget", models.DateField(null=True)),
                ("timer_pr_uge", models.BigIntegerField(null=True)),
                ("pris_pr_uge", models.BigIntegerField(null=True)),
                ("leverandoer", tekst(null=True)),
                ("cvr", tekst(null=True)),
            ],
        ),
        registreringer(
            "Samtale",
            "samtaler",
            [("slags", tekst()), ("form", tekst(null=True)), ("status", tekst()), ("part", tekst(null=True))],
        ),
        registreringer("Loentimer", "loentimer", [("timer", models.BigIntegerField()), ("cvr", tekst(null=True))]),
        registreringer("Fritagelse", "fritagelser", [("grund", tekst())]),
        registreringer("Undtagelse", "undtagelser", [("regel", tekst()), ("begrundelse", tekst())]),
        registreringer("Haendelse", "haendelser", [("haendelse", tekst()), ("vaerdi", tekst(null=True))]),
    ]
