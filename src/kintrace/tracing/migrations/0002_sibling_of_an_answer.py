"""Keep, beside the best candidate of a request, the probable brother or sister, whatever its rank."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F


def from_best(apps: Any, _editor: object) -> None:
    """In runs made before, only the best candidate was thought of."""
    answers = apps.get_model("tracing", "Answer").objects
    answers.update(sibling_probability=F("best_sibling_probability"))
    answers.filter(leads="sibling").update(sibling_child=F("best_child"))


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_append_only"), ("tracing", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="sibling_child",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="registry.childrecord"
            ),
        ),
        migrations.AddField(
            model_name="answer",
            name="sibling_probability",
            field=models.FloatField(default=0.0),
        ),
        migrations.RunPython(from_best, migrations.RunPython.noop),
    ]
