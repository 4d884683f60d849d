"""Which of its own strategies a municipality uses."""

import django.db.models.functions.datetime
from django.db import migrations, models

KUN_TILFOEJELSER = """
CREATE TRIGGER tal_kun_tilfoejelser BEFORE UPDATE OR DELETE ON tal_lokalstrategi
    FOR EACH ROW EXECUTE FUNCTION adgang_kun_tilfoejelser();
"""


class Migration(migrations.Migration):
    """One table, only added to."""

    dependencies = [("adgang", "0003_kun_tilfoejelser"), ("tal", "0003_arbejdslister")]

    operations = [
        migrations.CreateModel(
            name="Lokalstrategi",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("strategi", models.TextField(help_text="Its id: the town and the year.")),
                ("kommune", models.TextField(help_text="Whose it is.")),
                ("i_brug", models.BooleanField()),
                ("valg", models.JSONField(default=dict, help_text="Its switches as set.")),
                ("hvem", models.TextField()),
                ("hvorfor", models.TextField()),
                ("tidspunkt", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "db_table": "tal_lokalstrategi",
                "indexes": [models.Index(fields=["kommune", "strategi", "-tidspunkt"], name="tal_lokalstrategi_by")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("strategi", ""), _negated=True),
                            models.Q(("hvem", ""), _negated=True),
                            models.Q(("hvorfor", ""), _negated=True),
                        ),
                        name="tal_lokalstrategi_hel",
                    )
                ],
            },
        ),
        migrations.RunSQL(KUN_TILFOEJELSER, "DROP TRIGGER tal_kun_tilfoejelser ON tal_lokalstrategi"),
    ]
