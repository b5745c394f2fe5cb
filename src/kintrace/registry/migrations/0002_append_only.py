"""Statements and retractions refuse to be rewritten."""

from django.db import migrations

from kintrace.access.append_only import seal


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]
    operations = [seal("registry_statement"), seal("registry_retraction")]
