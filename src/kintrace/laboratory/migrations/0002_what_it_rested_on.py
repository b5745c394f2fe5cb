"""A finding is set aside too where the family turned out to be related otherwise."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("laboratory", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="finding",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "waits for a second reader"),
                    ("released", "released"),
                    ("withheld", "withheld"),
                    ("replaced", "replaced, or what it rested on is gone"),
                ],
                default="proposed",
                max_length=10,
            ),
        ),
    ]
