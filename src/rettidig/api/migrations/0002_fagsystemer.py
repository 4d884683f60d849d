"""A key names the systems whose extracts it may deliver. Keys made before may deliver none until made anew."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("api", "0001_systemer")]

    operations = [
        migrations.AddField(
            model_name="system",
            name="fagsystemer",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
        ),
    ]
