"""An act says which upload it was confirmed from; and what is never thrown away is not emptied in one go either.

The account of the program owns its tables, so it could take any guard away. These are against mistakes, and against
what gets hold of the program alone: emptying takes a setting of its own, which nothing in the program makes.
"""

from django.db import migrations, models

TABELLER = (
    *(f"sager_{tabel}" for tabel in ("borgere", "ydelser", "indsatser", "samtaler", "loentimer", "fritagelser")),
    *(f"sager_{tabel}" for tabel in ("undtagelser", "haendelser", "borger", "handling", "sletning")),
    "sager_registreringsur",
)

FREM = """
CREATE FUNCTION sager_toemmes_ikke() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('rettidig.toem', true) = 'ja' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'what has been done is never changed or deleted' USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):
    """A column, and guards."""

    dependencies = [("sager", "0003_sletning")]

    operations = [
        migrations.AddField(
            model_name="handling",
            name="forberedt",
            field=models.TextField(blank=True, default="", help_text="The upload an import was confirmed from."),
        ),
        migrations.AddConstraint(
            model_name="handling",
            constraint=models.UniqueConstraint(
                condition=~models.Q(forberedt=""), fields=("forberedt",), name="sager_handling_forberedt"
            ),
        ),
        migrations.RunSQL(FREM, "DROP FUNCTION sager_toemmes_ikke()"),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER sager_toemmes_ikke BEFORE TRUNCATE ON {tabel} "
                "FOR EACH STATEMENT EXECUTE FUNCTION sager_toemmes_ikke()",
                f"DROP TRIGGER sager_toemmes_ikke ON {tabel}",
            )
            for tabel in TABELLER
        ),
    ]
