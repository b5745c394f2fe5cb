"""The trail refuses to be rewritten."""

from django.db import migrations

from kintrace.access.append_only import seal


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [seal("access_event")]
