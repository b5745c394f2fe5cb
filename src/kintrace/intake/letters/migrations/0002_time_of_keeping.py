"""A letter that was read is kept for a time that begins on the day it was read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("letters", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="incomingletter",
            name="read_on",
            field=models.DateField(editable=False, null=True),
        ),
    ]
