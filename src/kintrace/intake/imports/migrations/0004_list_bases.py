"""Adds where an uploaded list comes from, and on what ground it was given to us."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0003_nothing_plain"),
    ]

    operations = [
        migrations.AddField(
            model_name="upload",
            name="basis",
            field=models.CharField(
                blank=True,
                choices=[
                    ("agreed", "the people in it, or those who care for them, agreed that we receive it"),
                    ("agreement", "a written agreement with those who gave it"),
                    ("law", "a law or a court allows it"),
                    ("vital", "nobody could be asked, and the life or safety of a child depends on it"),
                    ("unknown", "we do not know yet"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="came_from",
            field=models.CharField(
                blank=True,
                choices=[
                    ("own_office", "our own office"),
                    ("partner", "a partner organisation"),
                    ("institution", "an orphanage, a hospital, a school or a camp"),
                    ("authority", "an authority"),
                    ("community", "relatives or volunteers who gather names"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="given_by",
            field=models.BinaryField(default=bytes),
        ),
    ]
