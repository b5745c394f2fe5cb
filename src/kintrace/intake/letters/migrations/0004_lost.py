"""A letter may be one that nobody can open any more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("letters", "0003_in_no_case_yet"),
    ]

    operations = [
        migrations.AlterField(
            model_name="incomingletter",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "nobody has read it yet"),
                    ("read", "read, and entered in no case yet"),
                    ("lost", "nobody can open it any more: its key is lost"),
                ],
                default="waiting",
                max_length=10,
            ),
        ),
    ]
