"""Names of lists and files are sealed from now on; those of lists that were decided about are forgotten."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0002_forget_waiting"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="Upload",
            name="list_name",
        ),
        migrations.RemoveField(
            model_name="Upload",
            name="file_name",
        ),
        migrations.AddField(
            model_name="Upload",
            name="list_name",
            field=models.BinaryField(default=bytes),
        ),
        migrations.AddField(
            model_name="Upload",
            name="file_name",
            field=models.BinaryField(default=bytes),
        ),
        migrations.AddField(
            model_name="Upload",
            name="token",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
    ]
