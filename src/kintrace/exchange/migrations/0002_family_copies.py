"""The copies of their own record that families ask for."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import kintrace.kernel.clock


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FamilyCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.UUIDField(db_index=True)),
                ("language", models.CharField(max_length=7)),
                (
                    "known_by",
                    models.CharField(
                        choices=[
                            ("code_word", "they said the word by which we know them"),
                            ("in_person", "they came, and a colleague who took it down knows them"),
                            ("came_of_age", "it is the child itself, grown up, and staff who know it say so"),
                        ],
                        max_length=12,
                    ),
                ),
                ("asked_on", models.DateField()),
                ("entered_at", models.DateTimeField(default=kintrace.kernel.clock.now, editable=False)),
                ("made_at", models.DateTimeField(editable=False, null=True)),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
