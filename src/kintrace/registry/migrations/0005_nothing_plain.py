"""What stood in the clear goes; statements and retractions refuse to be rewritten again."""

import uuid

from django.db import migrations, models

from kintrace.access.append_only import seal


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0004_sealed_record"),
    ]

    operations = [
        migrations.DeleteModel(
            name="PlainRetraction",
        ),
        migrations.DeleteModel(
            name="PlainStatement",
        ),
        migrations.RemoveField(
            model_name="Source",
            name="plain_name",
        ),
        migrations.AlterField(
            model_name="Source",
            name="case",
            field=models.UUIDField(editable=False),
        ),
        migrations.AlterField(
            model_name="Source",
            name="row",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AlterField(
            model_name="Person",
            name="case",
            field=models.UUIDField(editable=False),
        ),
        migrations.RemoveField(
            model_name="TracingRequest",
            name="plain_id",
        ),
        migrations.RemoveField(
            model_name="TracingRequest",
            name="plain_list",
        ),
        migrations.AlterField(
            model_name="TracingRequest",
            name="case",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.RemoveField(
            model_name="ChildRecord",
            name="plain_id",
        ),
        migrations.RemoveField(
            model_name="ChildRecord",
            name="plain_list",
        ),
        migrations.AlterField(
            model_name="ChildRecord",
            name="case",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddConstraint(
            model_name="Person",
            constraint=models.UniqueConstraint(fields=("case", "part", "number"), name="one_person_a_part_and_number"),
        ),
        migrations.AddIndex(
            model_name="Source",
            index=models.Index(fields=["case"], name="source_of_case"),
        ),
        migrations.AddIndex(
            model_name="TracingRequest",
            index=models.Index(fields=["state", "due_on"], name="request_due"),
        ),
        migrations.AddIndex(
            model_name="TracingRequest",
            index=models.Index(fields=["office", "state"], name="request_of_office"),
        ),
        migrations.AddIndex(
            model_name="TracingRequest",
            index=models.Index(fields=["assignee", "state"], name="request_of_assignee"),
        ),
        migrations.AddIndex(
            model_name="TracingRequest",
            index=models.Index(fields=["opened_at"], name="request_opened"),
        ),
        migrations.AddConstraint(
            model_name="TracingRequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_on__isnull", True), ("state__startswith", "closed"), _connector="OR"),
                name="request_closed_when_closed",
            ),
        ),
        migrations.AddIndex(
            model_name="ChildRecord",
            index=models.Index(fields=["state", "due_on"], name="child_due"),
        ),
        migrations.AddIndex(
            model_name="ChildRecord",
            index=models.Index(fields=["office", "state"], name="child_of_office"),
        ),
        migrations.AddIndex(
            model_name="ChildRecord",
            index=models.Index(fields=["assignee", "state"], name="child_of_assignee"),
        ),
        migrations.AddIndex(
            model_name="ChildRecord",
            index=models.Index(fields=["opened_at"], name="child_opened"),
        ),
        migrations.AddConstraint(
            model_name="ChildRecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_on__isnull", True), ("state__startswith", "closed"), _connector="OR"),
                name="child_closed_when_closed",
            ),
        ),
        seal("registry_statement"),
        seal("registry_retraction"),
    ]
