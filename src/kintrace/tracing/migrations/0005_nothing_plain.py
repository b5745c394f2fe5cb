"""What stood in the clear goes."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tracing", "0004_sealed_reasons"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="Answer",
            name="plain_explained",
        ),
        migrations.RemoveField(
            model_name="Judgement",
            name="plain_reason",
        ),
        migrations.RemoveField(
            model_name="Judgement",
            name="plain_why",
        ),
        migrations.AlterField(
            model_name="Answer",
            name="row",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AlterField(
            model_name="Judgement",
            name="key",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AddConstraint(
            model_name="Answer",
            constraint=models.UniqueConstraint(fields=("run", "request", "number"), name="one_answer_a_sought_child"),
        ),
        migrations.AddConstraint(
            model_name="Candidate",
            constraint=models.UniqueConstraint(
                fields=("run", "request", "number", "child"), name="one_candidate_a_sought_child"
            ),
        ),
        migrations.AddConstraint(
            model_name="Judgement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("request", "number", "child", "by"),
                name="one_living_judgement_a_person_and_pair",
            ),
        ),
    ]
