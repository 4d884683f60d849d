"""Open obligations counted from the index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The index by team carries what lists are narrowed by."""

    dependencies = [("tal", "0004_lokalstrategi")]

    operations = [
        migrations.RemoveIndex(model_name="fristraekke", name="tal_frist_team"),
        migrations.AddIndex(
            model_name="fristraekke",
            index=models.Index(
                fields=["team", "status", "frist"],
                include=("altid", "borger", "sagsbehandler", "regel", "ydelse", "kommune"),
                name="tal_frist_team",
                condition=models.Q(("aaben", True)),
            ),
        ),
    ]
