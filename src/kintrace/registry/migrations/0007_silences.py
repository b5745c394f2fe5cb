"""What was asked and not answered gets a place, and a relation the token of the form it came with."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import kintrace.kernel.clock


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0006_no_remains"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="relation",
            name="token",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
        migrations.CreateModel(
            name="Silence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "property",
                    models.CharField(
                        choices=[
                            ("name", "name"),
                            ("alias", "other name"),
                            ("sex", "sex"),
                            ("birth_date", "date of birth"),
                            ("age", "age"),
                            ("age_date", "age as of"),
                            ("father_name", "father's name"),
                            ("father_alias", "father's other name"),
                            ("mother_name", "mother's name"),
                            ("mother_alias", "mother's other name"),
                            ("siblings", "brothers and sisters"),
                            ("languages", "languages"),
                            ("origin", "origin"),
                            ("birth_place", "place of birth"),
                            ("last_place", "last known place"),
                            ("last_date", "last news, or date of registration"),
                            ("marks", "marks"),
                            ("belongings", "belongings"),
                            ("habits", "habits, songs and words"),
                            ("health", "health"),
                            ("separation", "how they became separated"),
                            ("care", "with whom the child lives"),
                            ("legal", "where the child stands before the law"),
                            ("papers", "papers"),
                            ("protection", "what the child is protected from"),
                            ("name_kind", "what kind of name it is"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("refused", "would rather not say"), ("unknown", "does not know")], max_length=10
                    ),
                ),
                ("entered_at", models.DateTimeField(default=kintrace.kernel.clock.now, editable=False)),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="silences", to="registry.person"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="silences", to="registry.source"
                    ),
                ),
            ],
        ),
    ]
