"""Who people are, which keys were used, and what has been revealed."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("sager", "0003_sletning"),
    ]

    operations = [
        migrations.CreateModel(
            name="Noegleversion",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("slags", models.TextField()),
                ("nr", models.IntegerField()),
                ("proeve", models.BinaryField()),
                ("taget_i_brug", models.DateTimeField(auto_now_add=True)),
                ("pensioneret", models.DateTimeField(null=True)),
                ("glemt", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "identitet_noegle",
                "constraints": [models.UniqueConstraint(fields=("slags", "nr"), name="identitet_noegle_en_gang")],
            },
        ),
        migrations.CreateModel(
            name="Afsloering",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pseudonym", models.TextField(blank=True, default="")),
                ("hvem", models.TextField()),
                ("hvad", models.TextField()),
                ("formaal", models.TextField()),
                ("tidspunkt", models.DateTimeField(auto_now_add=True, db_index=True)),
                (
                    "borger",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sager.borger"
                    ),
                ),
            ],
            options={
                "db_table": "identitet_afsloering",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("hvad__in", ["cpr", "adresse"])), name="identitet_afsloering_hvad"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("hvem", ""), _negated=True), models.Q(("formaal", ""), _negated=True)
                        ),
                        name="identitet_afsloering_hvem_og_hvorfor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("borger__isnull", False), models.Q(("pseudonym", ""), _negated=True), _connector="OR"
                        ),
                        name="identitet_afsloering_om_nogen",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Identitetsregistrering",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("periode", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("registreret", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("maerke", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("noegle_nr", models.IntegerField()),
                ("opslag_nr", models.IntegerField()),
                ("cpr_opslag", models.BinaryField()),
                ("cpr", models.BinaryField()),
                ("navn", models.BinaryField()),
                ("adresse", models.BinaryField(null=True)),
                ("paaroerende", models.BinaryField(null=True)),
                ("adressebeskyttet", models.BooleanField()),
                ("beskyttet_til", models.DateField(null=True)),
                (
                    "borger",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sager.borger"),
                ),
                (
                    "handling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sager.handling"
                    ),
                ),
                (
                    "lukket_af",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sager.handling",
                    ),
                ),
            ],
            options={
                "db_table": "identitet_registrering",
                "indexes": [
                    models.Index(fields=["cpr_opslag"], name="identitet_cpr_opslag"),
                    models.Index(fields=["noegle_nr", "opslag_nr"], name="identitet_noegler"),
                    models.Index(
                        condition=models.Q(("adressebeskyttet", True), ("lukket_af__isnull", True)),
                        fields=["borger"],
                        name="identitet_beskyttede",
                    ),
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("borger_id"),
                                    models.F("borger_id"),
                                    models.Value("[]"),
                                    function="int8range",
                                ),
                                "&&",
                            ),
                            ("periode", "&&"),
                            ("registreret", "&&"),
                        ],
                        name="identitet_en_ad_gangen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("periode__isempty", False), ("registreret__isempty", False)),
                        name="identitet_ikke_tom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lukket_af__isnull", True), ("registreret__upper_inf", True)),
                            models.Q(("lukket_af__isnull", False), ("registreret__upper_inf", False)),
                            _connector="OR",
                        ),
                        name="identitet_lukket_af_nogen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("adressebeskyttet", True), ("beskyttet_til__isnull", True), _connector="OR"
                        ),
                        name="identitet_beskyttet_til",
                    ),
                ],
            },
        ),
    ]
