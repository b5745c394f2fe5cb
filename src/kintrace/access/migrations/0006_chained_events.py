"""The trail gets a table in which each entry holds the hash of the one before it; the old one steps aside."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0005_offices_by_row")]

    operations = [
        migrations.RemoveIndex(model_name="event", name="event_subject"),
        migrations.RemoveIndex(model_name="event", name="event_verb"),
        migrations.RenameModel("Event", "UnchainedEvent"),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("seq", models.BigIntegerField(editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(editable=False)),
                ("verb", models.CharField(max_length=60)),
                ("subject", models.CharField(blank=True, max_length=100)),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("registration", "registration"),
                            ("tracing", "tracing"),
                            ("matching", "matching"),
                            ("verification", "verification"),
                            ("contact", "contact with the family"),
                            ("return", "return"),
                            ("supervision", "supervision"),
                            ("audit", "audit"),
                            ("export", "export"),
                            ("erasure", "erasure"),
                            ("break_glass", "emergency"),
                            ("recovery", "recovery of keys"),
                            ("maintenance", "maintenance"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_column="actor",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        to_field="public_id",
                    ),
                ),
                ("prev", models.CharField(editable=False, max_length=64)),
                ("hash", models.CharField(editable=False, max_length=64)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject", "-seq"], name="event_subject"),
                    models.Index(fields=["verb", "-at"], name="event_verb"),
                ],
            },
        ),
    ]
