"""What is worked out and kept; a figure that has been reported is never changed."""

import django.db.models.deletion
from django.db import migrations, models

FREM = """
CREATE FUNCTION tal_uforanderlig() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a figure that has been reported is never changed or deleted' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER tal_uforanderlig BEFORE UPDATE OR DELETE ON tal_meldt
    FOR EACH ROW EXECUTE FUNCTION tal_uforanderlig();
"""
TILBAGE = "DROP TRIGGER tal_uforanderlig ON tal_meldt; DROP FUNCTION tal_uforanderlig();"


class Migration(migrations.Migration):
    """What is kept, and the guard of what has been reported."""

    initial = True

    dependencies = [
        ("sager", "0001_fakta"),
    ]

    operations = [
        migrations.CreateModel(
            name="Koersel",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("begyndt", models.DateTimeField()),
                ("sluttet", models.DateTimeField()),
                ("dag", models.DateField()),
                ("kendt", models.DateTimeField()),
                ("program", models.TextField()),
                ("motor", models.TextField()),
                ("borgere", models.IntegerField()),
                ("frister", models.IntegerField()),
                ("sammenlignet", models.BooleanField(help_text="Whether there was something to compare with.")),
                ("hvorfor_ikke", models.TextField(blank=True, default="", help_text="Why nothing was compared.")),
                (
                    "forskelle",
                    models.IntegerField(
                        default=0, help_text="Citizens and cells that differed: anything but 0 is a fault."
                    ),
                ),
                (
                    "fund",
                    models.JSONField(
                        default=list, help_text="By kind: how many differed, and some of the citizens' numbers."
                    ),
                ),
            ],
            options={
                "db_table": "tal_koersel",
            },
        ),
        migrations.CreateModel(
            name="Kubecelle",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("maaned", models.DateField()),
                ("regelsaet", models.TextField()),
                ("kommune", models.TextField()),
                ("team", models.TextField(blank=True, default="")),
                ("ydelse", models.TextField()),
                ("gruppe", models.TextField(blank=True, default="")),
                ("naevner", models.BigIntegerField()),
                ("fm1_taeller", models.BigIntegerField()),
                ("kun_tilbud", models.BigIntegerField()),
                ("kun_timer", models.BigIntegerField()),
                ("tilbud_og_timer", models.BigIntegerField()),
                ("fm2_taeller", models.BigIntegerField()),
                ("pulje_naevner", models.BigIntegerField()),
                ("pulje_faaet", models.BigIntegerField()),
                ("pulje_undtaget", models.BigIntegerField()),
                ("pulje_fristen_loeber", models.BigIntegerField()),
            ],
            options={
                "db_table": "tal_kube",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("maaned", "regelsaet", "kommune", "team", "ydelse", "gruppe"), name="tal_kube_en"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fm1_taeller__gte", 0),
                            ("fm2_taeller__gte", 0),
                            ("kun_tilbud__gte", 0),
                            ("kun_timer__gte", 0),
                            ("naevner__gte", 0),
                            ("pulje_faaet__gte", 0),
                            ("pulje_fristen_loeber__gte", 0),
                            ("pulje_naevner__gte", 0),
                            ("pulje_undtaget__gte", 0),
                            ("tilbud_og_timer__gte", 0),
                        ),
                        name="tal_kube_ikke_under_nul",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Meldt",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("meldt", models.DateTimeField(help_text="When it was written down.")),
                ("kendt", models.DateTimeField(help_text="What was known: the store's time.")),
                ("maaned", models.DateField()),
                ("regelsaet", models.TextField()),
                ("kommune", models.TextField()),
                ("ydelse", models.TextField()),
                ("maaling", models.TextField()),
                ("naevner", models.BigIntegerField()),
                ("taeller", models.BigIntegerField()),
                ("graense", models.TextField(help_text="The limit as a fraction.")),
                ("lovversion", models.TextField(null=True)),
                ("motor", models.TextField(help_text="A hash of the program, the engine and the law.")),
                ("program", models.TextField()),
                ("valg", models.JSONField()),
            ],
            options={
                "db_table": "tal_meldt",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("maaned", "regelsaet", "kommune", "ydelse", "maaling", "kendt"), name="tal_meldt_en"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tilstand",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("dag", models.DateField(help_text="The day statuses hold for.")),
                ("kendt", models.DateTimeField(help_text="The store's time of the latest act that is taken in.")),
                ("foerste_maaned", models.DateField(help_text="The first month end of the figures.")),
                (
                    "sidste_maaned",
                    models.DateField(help_text="The last month end of the figures; those after the day are forecasts."),
                ),
                (
                    "motor",
                    models.TextField(help_text="A hash of what worked it out: the program, the engine, and the law."),
                ),
                ("valg", models.JSONField(help_text="Every switch with its value.")),
                ("borgere", models.JSONField(default=dict, help_text="The number of citizens by municipality.")),
                (
                    "venter",
                    models.JSONField(
                        default=list, help_text="Citizens (numbers) taken out, to be worked out anew at the next act."
                    ),
                ),
                (
                    "koer_om",
                    models.TextField(blank=True, default="", help_text="Why a full run is needed; empty when none is."),
                ),
            ],
            options={
                "db_table": "tal_tilstand",
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="tal_en_tilstand")],
            },
        ),
        migrations.CreateModel(
            name="Borgerstand",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kommune", models.TextField()),
                ("team", models.TextField(blank=True, default="")),
                ("sagsbehandler", models.TextField(blank=True, default="")),
                (
                    "ydelse",
                    models.TextField(blank=True, default="", help_text="Benefits held on the day, joined by +."),
                ),
                ("maalgruppe", models.TextField(blank=True, default="")),
                (
                    "forloeb_start",
                    models.DateField(help_text="The first day of the course running on the day.", null=True),
                ),
                (
                    "fritaget_grund",
                    models.TextField(blank=True, default="", help_text="Of the exemption running on the day."),
                ),
                ("fritaget_til", models.DateField(help_text="Its last day; none when it is open.", null=True)),
                (
                    "tilbud",
                    models.TextField(blank=True, default="", help_text="Activities running on the day, joined by +."),
                ),
                (
                    "tilbud_til",
                    models.DateField(help_text="The last day of the one that ends last; none when open.", null=True),
                ),
                ("naeste_tilbud", models.DateField(help_text="The first day of the next planned activity.", null=True)),
                ("seneste_samtale", models.DateField(help_text="The day of the latest talk held.", null=True)),
                ("naeste_samtale", models.DateField(help_text="The day of the next planned talk.", null=True)),
                (
                    "borger",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sager.borger",
                    ),
                ),
            ],
            options={
                "db_table": "tal_borgerstand",
                "indexes": [
                    models.Index(
                        condition=models.Q(("forloeb_start__isnull", False)),
                        fields=["team", "forloeb_start"],
                        name="tal_stand_team",
                    ),
                    models.Index(
                        condition=models.Q(("forloeb_start__isnull", False)),
                        fields=["forloeb_start"],
                        name="tal_stand_start",
                    ),
                    models.Index(
                        condition=models.Q(("fritaget_til__isnull", False)),
                        fields=["fritaget_til"],
                        name="tal_stand_fritaget",
                    ),
                    models.Index(
                        condition=models.Q(("tilbud_til__isnull", False)),
                        fields=["tilbud_til"],
                        name="tal_stand_tilbud",
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("borger",), name="tal_borgerstand_en")],
            },
        ),
        migrations.CreateModel(
            name="Fristraekke",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kommune", models.TextField()),
                ("team", models.TextField(blank=True, default="")),
                ("sagsbehandler", models.TextField(blank=True, default="")),
                ("nr", models.IntegerField()),
                ("maalgruppe", models.TextField(null=True)),
                ("regel", models.TextField()),
                ("frist", models.DateField(null=True)),
                ("status", models.TextField()),
                ("opfyldt_dato", models.DateField(null=True)),
                ("forloeb_start", models.DateField()),
                ("pause_dage", models.BigIntegerField()),
                ("lovversion", models.TextField(null=True)),
                ("hjemmel", models.TextField()),
                ("ydelse", models.TextField(help_text="The benefit the course began with.")),
                ("altid", models.BooleanField(help_text="Whether the rule is among those that are always given.")),
                (
                    "aaben",
                    models.BooleanField(help_text="Whether something is still to be done, in a course that runs on."),
                ),
                (
                    "borger",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sager.borger",
                    ),
                ),
            ],
            options={
                "db_table": "tal_frist",
                "indexes": [
                    models.Index(
                        condition=models.Q(("aaben", True)), fields=["status", "frist"], name="tal_frist_aaben"
                    ),
                    models.Index(
                        condition=models.Q(("aaben", True)), fields=["team", "status", "frist"], name="tal_frist_team"
                    ),
                    models.Index(
                        condition=models.Q(("aaben", True)),
                        fields=["sagsbehandler", "status", "frist"],
                        name="tal_frist_hvem",
                    ),
                    models.Index(
                        condition=models.Q(("aaben", True)), fields=["regel", "status", "frist"], name="tal_frist_regel"
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("borger", "nr"), name="tal_frist_en")],
            },
        ),
        migrations.CreateModel(
            name="Maaleperiode",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kommune", models.TextField()),
                ("team", models.TextField(blank=True, default="")),
                ("sagsbehandler", models.TextField(blank=True, default="")),
                ("nr", models.IntegerField()),
                ("ydelse", models.TextField()),
                ("maaling", models.TextField()),
                ("regelsaet", models.TextField(help_text="`alle` where every rule set counts alike.")),
                ("forloeb_start", models.DateField()),
                ("maalgruppe", models.TextField(null=True)),
                ("fra", models.DateField()),
                ("til", models.DateField(help_text="The last month end, included.")),
                ("status", models.TextField()),
                (
                    "borger",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sager.borger",
                    ),
                ),
            ],
            options={
                "db_table": "tal_maaleperiode",
                "indexes": [models.Index(fields=["maaling", "regelsaet", "til", "fra"], name="tal_periode_maaned")],
                "constraints": [models.UniqueConstraint(fields=("borger", "nr"), name="tal_maaleperiode_en")],
            },
        ),
        migrations.RunSQL(FREM, TILBAGE),
    ]
