"""One fact is found by its number: what is registered, corrected or prepared asks for it while somebody waits.

The constraint on a fact's times has an index too, but on ranges: it does not answer a question on the number alone.
"""

from django.db import migrations, models

MODELLER = {
    "borgeroplysning": "borgere",
    "ydelse": "ydelser",
    "indsats": "indsatser",
    "samtale": "samtaler",
    "loentimer": "loentimer",
    "fritagelse": "fritagelser",
    "undtagelse": "undtagelser",
    "haendelse": "haendelser",
}


class Migration(migrations.Migration):
    """An index on each table of facts."""

    dependencies = [("sager", "0004_forberedt_og_toemning")]

    operations = [
        migrations.AddIndex(model, models.Index(fields=["fakta_id"], name=f"sager_{tabel}_fakta"))
        for model, tabel in MODELLER.items()
    ]
