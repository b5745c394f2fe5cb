"""The files are written anew, so that nothing that stood in the clear is left in free pages or in the log."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def write_anew(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    connection = editor.connection
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM FULL")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("registry", "0005_nothing_plain"),
        ("tracing", "0005_nothing_plain"),
        ("imports", "0003_nothing_plain"),
    ]
    operations = [migrations.RunPython(write_anew, migrations.RunPython.noop, atomic=False)]
