"""A letter of the desk that was read is one that was entered in no case yet."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("letters", "0002_time_of_keeping"),
    ]

    operations = [
        migrations.AlterField(
            model_name="incomingletter",
            name="state",
            field=models.CharField(
                choices=[("waiting", "nobody has read it yet"), ("read", "read, and entered in no case yet")],
                default="waiting",
                max_length=10,
            ),
        ),
    ]
