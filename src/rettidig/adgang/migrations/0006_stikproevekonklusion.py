"""What is concluded of a whole sample of the log of readings, kept as the log itself is."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    """A table that only grows."""

    dependencies = [("adgang", "0005_saerlige_opslag"), ("sager", "0004_forberedt_og_toemning")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Stikproevekonklusion",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("tidspunkt", models.DateTimeField(db_default=Now())),
                ("hvem", models.TextField()),
                ("froe", models.IntegerField(help_text="The sample: its seed, period and size.")),
                ("fra", models.DateField()),
                ("til", models.DateField()),
                ("antal", models.IntegerField()),
                (
                    "opslag",
                    models.JSONField(
                        help_text="The readings that were in it, by their numbers in `adgang_laest_borger`."
                    ),
                ),
                ("vurderet", models.IntegerField()),
                ("konklusion", models.TextField()),
            ],
            options={
                "db_table": "adgang_stikproevekonklusion",
                "indexes": [models.Index(fields=["fra", "til", "froe", "antal"], name="adgang_konklusion_proeve")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("hvem", ""), _negated=True), models.Q(("konklusion", ""), _negated=True)
                        ),
                        name="adgang_konklusion_hvem",
                    )
                ],
            },
        ),
        migrations.RunSQL(
            "CREATE TRIGGER adgang_kun_tilfoejelser BEFORE UPDATE OR DELETE ON adgang_stikproevekonklusion "
            "FOR EACH ROW EXECUTE FUNCTION adgang_kun_tilfoejelser()",
            "DROP TRIGGER adgang_kun_tilfoejelser ON adgang_stikproevekonklusion",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER sager_toemmes_ikke BEFORE TRUNCATE ON adgang_stikproevekonklusion "
            "FOR EACH STATEMENT EXECUTE FUNCTION sager_toemmes_ikke()",
            "DROP TRIGGER sager_toemmes_ikke ON adgang_stikproevekonklusion",
        ),
    ]
