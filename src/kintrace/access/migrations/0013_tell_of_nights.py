"""Adds that somebody opened what is sealed at night to what people are told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0012_tell_of_letters"),
    ]

    operations = [
        migrations.AlterField(
            model_name="alert",
            name="kind",
            field=models.CharField(
                choices=[
                    ("glass_broken", "Somebody opened a case in need that they do not work on"),
                    ("too_many_opened", "Somebody tried to open more cases within an hour than is usual"),
                    ("opened_at_night", "Somebody opened what is sealed at night"),
                    ("factor_reset", "Somebody's second factor was reset"),
                    ("password_reset", "Somebody was given a new password"),
                    ("staff_added", "Somebody was added to the staff at the server's terminal"),
                    ("office_frozen", "An office was frozen"),
                    ("recovery_key_made", "Somebody made a recovery key, and saw all its shares"),
                    ("large_export", "A large export was approved; it can be carried out after a day"),
                    ("letters_pile_up", "So many letters lie unread that no more are fetched for now"),
                ],
                max_length=20,
            ),
        ),
    ]
