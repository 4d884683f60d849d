"""A municipality's strategy that does not ship, kept with the choice of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The file itself, empty for a strategy that ships."""

    dependencies = [("tal", "0005_opslag")]

    operations = [
        migrations.AddField(
            model_name="lokalstrategi",
            name="indhold",
            field=models.TextField(
                blank=True, default="", help_text="The file of a strategy that does not ship; empty for one that does."
            ),
        ),
    ]
