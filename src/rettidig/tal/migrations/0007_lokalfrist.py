"""The municipality's own deadlines, kept as the law's are, and which choices of strategies they are kept by."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Empty until the next full run."""

    dependencies = [
        ("sager", "0004_forberedt_og_toemning"),
        ("tal", "0006_egen_strategi"),
    ]

    operations = [
        migrations.AddField(
            model_name="tilstand",
            name="lokale",
            field=models.JSONField(
                default=list,
                help_text="The choices of strategies (numbers) the municipality's own deadlines are kept by.",
            ),
        ),
        migrations.CreateModel(
            name="Lokalfrist",
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
                (
                    "aaben",
                    models.BooleanField(help_text="Whether something is still to be done, in a course that runs on."),
                ),
                ("pligt", models.TextField(help_text="By which it is found on the citizen's page.")),
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
                "db_table": "tal_lokalfrist",
                "indexes": [
                    models.Index(
                        condition=models.Q(("aaben", True)), fields=["status", "frist"], name="tal_lokalfrist_aaben"
                    ),
                    models.Index(
                        condition=models.Q(("aaben", True)),
                        fields=["team", "status", "frist"],
                        include=("borger", "sagsbehandler", "regel", "ydelse", "kommune"),
                        name="tal_lokalfrist_team",
                    ),
                    models.Index(
                        condition=models.Q(("aaben", True)),
                        fields=["sagsbehandler", "status", "frist"],
                        name="tal_lokalfrist_hvem",
                    ),
                    models.Index(
                        fields=["kommune", "lovversion", "regel", "frist"],
                        include=("status", "aaben", "team"),
                        name="tal_lokalfrist_tal",
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("borger", "nr"), name="tal_lokalfrist_en")],
            },
        ),
    ]
