"""The logs are not emptied in one go either: as the facts, and what has been shown of who citizens are."""

from django.db import migrations

LOGGE = (
    *(f"adgang_{log}" for log in ("laesning", "laest_borger", "handling", "stikproevefund", "noedadgang", "spaerring")),
    "identitet_registrering",
    "identitet_afsloering",
)


class Migration(migrations.Migration):
    """Guards beside those against changes."""

    dependencies = [
        ("adgang", "0003_kun_tilfoejelser"),
        ("identitet", "0002_vaern"),
        ("sager", "0004_forberedt_og_toemning"),
    ]

    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER sager_toemmes_ikke BEFORE TRUNCATE ON {log} "
            "FOR EACH STATEMENT EXECUTE FUNCTION sager_toemmes_ikke()",
            f"DROP TRIGGER sager_toemmes_ikke ON {log}",
        )
        for log in LOGGE
    ]
