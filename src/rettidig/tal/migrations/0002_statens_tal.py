"""What the State has said; it is never changed."""

import django.db.models.deletion
from django.db import migrations, models

TABELLER = ("tal_statslevering", "tal_statsmaaling", "tal_statsperson")

FREM = """
CREATE FUNCTION tal_statens_uforanderlig() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what the State has said is never changed or deleted' USING ERRCODE = 'restrict_violation';
END $$;
"""
TILBAGE = "DROP FUNCTION tal_statens_uforanderlig();"
VAERN = (
    "CREATE TRIGGER tal_statens_uforanderlig BEFORE UPDATE OR DELETE ON {}"
    " FOR EACH ROW EXECUTE FUNCTION tal_statens_uforanderlig()"
)


def tekst(**andet: object) -> models.TextField:
    """A column of text that may be empty."""
    return models.TextField(blank=True, default="", **andet)


def levering(navn: str) -> models.ForeignKey:
    """The delivery a row came in."""
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=navn, to="tal.statslevering")


class Migration(migrations.Migration):
    """Deliveries, their figures and their persons."""

    dependencies = [("tal", "0001_tal")]

    operations = [
        migrations.CreateModel(
            name="Statslevering",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kilde", models.TextField(help_text="fil, or the service it was fetched from.")),
                ("sted", tekst(help_text="The name of the file, or the service's table.")),
                ("hentet", models.DateTimeField()),
                ("hvem", models.TextField()),
                ("regelsaet", models.TextField(help_text="The rule set the State says it counts by.")),
                ("opgoerelse", models.TextField(help_text="When in the month it counts.")),
                (
                    "skaeringsdag",
                    models.DateField(null=True, help_text="The day up to which registrations are in it."),
                ),
                ("definition", tekst(help_text="What the State says the figure is.")),
                ("navn", tekst()),
                ("aftryk", models.TextField(unique=True)),
                ("raa", models.BinaryField(default=b"")),
                ("laest", models.IntegerField(default=0)),
                (
                    "sat_til_side",
                    models.JSONField(default=list, help_text="Rows that could not be used: number and reason."),
                ),
            ],
            options={
                "db_table": "tal_statslevering",
                "constraints": [models.CheckConstraint(condition=~models.Q(hvem=""), name="tal_statslevering_hvem")],
            },
        ),
        migrations.CreateModel(
            name="Statsmaaling",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kommune", models.TextField()),
                ("ydelse", models.TextField()),
                ("maaling", models.TextField()),
                ("dag", models.DateField(help_text="The last day of the month.")),
                ("naevner", models.IntegerField(null=True)),
                ("taeller", models.IntegerField(null=True)),
                ("andel", tekst()),
                ("levering", levering("maalinger")),
            ],
            options={
                "db_table": "tal_statsmaaling",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("levering", "kommune", "ydelse", "maaling", "dag"), name="tal_statsmaaling_en"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(naevner__isnull=True) | models.Q(naevner__gte=0),
                        name="tal_statsmaaling_naevner",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Statsperson",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("raekke", models.IntegerField()),
                ("borger_nr", models.BigIntegerField(null=True)),
                ("kommune", models.TextField()),
                ("ydelse", models.TextField()),
                ("maaling", models.TextField()),
                ("dag", models.DateField()),
                ("talt", models.BooleanField(help_text="Whether the person is counted in the numerator.")),
                ("levering", levering("personer")),
            ],
            options={
                "db_table": "tal_statsperson",
                "constraints": [models.UniqueConstraint(fields=("levering", "raekke"), name="tal_statsperson_en")],
            },
        ),
        migrations.RunSQL(FREM, TILBAGE),
        *(
            migrations.RunSQL(VAERN.format(tabel), f"DROP TRIGGER tal_statens_uforanderlig ON {tabel}")
            for tabel in TABELLER
        ),
    ]
