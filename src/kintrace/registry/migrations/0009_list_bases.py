"""Adds, for each list, where it comes from and on what ground it was given to us."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import kintrace.kernel.clock


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0008_snapshots"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ListBasis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "came_from",
                    models.CharField(
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
                (
                    "basis",
                    models.CharField(
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
                ("row", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("given_by", models.BinaryField(default=bytes)),
                ("at", models.DateTimeField(default=kintrace.kernel.clock.now, editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "line_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bases", to="registry.linelist"
                    ),
                ),
            ],
        ),
    ]
