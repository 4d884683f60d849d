"""Filters people keep, what teams can take on, and where lists that propose whom to help first were used."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

KUN_TILFOEJELSER = """
CREATE TRIGGER tal_kun_tilfoejelser BEFORE UPDATE OR DELETE ON {0}
    FOR EACH ROW EXECUTE FUNCTION adgang_kun_tilfoejelser();
"""

INDEKSER = """
CREATE INDEX tal_samtale_aftalt ON sager_samtaler (lower(periode), borger_id)
    WHERE status = 'planlagt' AND lukket_af_id IS NULL;
CREATE INDEX tal_indsats_cvr ON sager_indsatser (cvr, borger_id) WHERE lukket_af_id IS NULL AND cvr IS NOT NULL;
"""
UDEN_INDEKSER = "DROP INDEX tal_indsats_cvr; DROP INDEX tal_samtale_aftalt;"


class Migration(migrations.Migration):
    """Three tables; what has been entered of capacity and use is never changed. Talks of a day are found at once."""

    dependencies = [
        ("adgang", "0003_kun_tilfoejelser"),
        ("tal", "0002_statens_tal"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Kapacitet",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("team", models.TextField()),
                ("fra", models.DateField(help_text="A Monday.")),
                ("timer", models.IntegerField(help_text="Whole hours a week for talks.")),
                ("minutter", models.IntegerField(help_text="How long one talk takes, with what belongs to it.")),
                ("hvem", models.TextField()),
                ("tidspunkt", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "db_table": "tal_kapacitet",
                "indexes": [models.Index(fields=["team", "fra"], name="tal_kapacitet_team")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minutter__gt", 0), ("timer__gte", 0), models.Q(("team", ""), _negated=True)
                        ),
                        name="tal_kapacitet_mulig",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GemtFilter",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("navn", models.TextField()),
                ("liste", models.TextField()),
                ("valg", models.JSONField(default=dict, help_text="What the list is narrowed to, and its order.")),
                ("oprettet", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "bruger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "tal_gemt_filter",
                "constraints": [
                    models.UniqueConstraint(fields=("bruger", "navn"), name="tal_gemt_filter_en"),
                    models.CheckConstraint(
                        condition=models.Q(("navn", ""), _negated=True), name="tal_gemt_filter_navn"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Listebrug",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("tidspunkt", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("liste", models.TextField()),
                ("orden", models.JSONField(help_text="The order used: the names of its steps, first to last.")),
                ("dag", models.DateField(help_text="The day the list holds for.")),
                ("kendt", models.DateTimeField(help_text="What was known: the store's time.")),
                ("antal", models.IntegerField()),
                (
                    "laesning",
                    models.OneToOneField(
                        help_text="Who was shown, and why.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="adgang.laesning",
                    ),
                ),
            ],
            options={
                "db_table": "tal_listebrug",
                "indexes": [models.Index(fields=["liste", "tidspunkt"], name="tal_listebrug_tid")],
            },
        ),
        *(
            migrations.RunSQL(KUN_TILFOEJELSER.format(tabel), f"DROP TRIGGER tal_kun_tilfoejelser ON {tabel}")
            for tabel in ("tal_kapacitet", "tal_listebrug")
        ),
        migrations.RunSQL(INDEKSER, UDEN_INDEKSER),
    ]
