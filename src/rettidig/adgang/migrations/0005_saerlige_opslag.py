"""What is out of the ordinary in the log of readings is found without reading all of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """An index on few of many rows."""

    dependencies = [("adgang", "0004_toemmes_ikke")]

    operations = [
        migrations.AddIndex(
            model_name="laestborger",
            index=models.Index(
                fields=["laesning"],
                name="adgang_laest_saerlig",
                condition=models.Q(("uden_for_team", True), ("beskyttet", True), ("noedadgang", True), _connector="OR"),
            ),
        ),
    ]
