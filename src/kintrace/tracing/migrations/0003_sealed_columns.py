"""Reasons and explanations get columns that are sealed; a request may seek several children."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0004_sealed_record"),
        ("tracing", "0002_sibling_of_an_answer"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="Answer",
            name="one_answer_a_request",
        ),
        migrations.RemoveConstraint(
            model_name="Candidate",
            name="one_candidate_a_pair",
        ),
        migrations.RemoveConstraint(
            model_name="Judgement",
            name="one_living_judgement_a_person_and_pair",
        ),
        migrations.RemoveConstraint(
            model_name="Judgement",
            name="a_judgement_has_a_reason",
        ),
        migrations.RenameField(
            model_name="Answer",
            old_name="explained",
            new_name="plain_explained",
        ),
        migrations.AddField(
            model_name="Answer",
            name="number",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="Answer",
            name="row",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="Answer",
            name="explained",
            field=models.BinaryField(default=bytes),
        ),
        migrations.AddField(
            model_name="Candidate",
            name="number",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.RenameField(
            model_name="Judgement",
            old_name="reason",
            new_name="plain_reason",
        ),
        migrations.RenameField(
            model_name="Judgement",
            old_name="withdrawn_why",
            new_name="plain_why",
        ),
        migrations.AddField(
            model_name="Judgement",
            name="number",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="Judgement",
            name="key",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="Judgement",
            name="reason",
            field=models.BinaryField(default=bytes),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="Judgement",
            name="withdrawn_why",
            field=models.BinaryField(default=bytes),
        ),
    ]
