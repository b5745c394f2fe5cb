"""What was said of twins goes with either sample: rows of samples that were destroyed before that was so go now."""

from django.db import migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Q

from kintrace.vault.scrub import scrub


def forget(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    alias = editor.connection.alias
    twins = apps.get_model("laboratory", "Twins").objects.using(alias)
    over = twins.filter(Q(one__state="destroyed") | Q(other__state="destroyed"))
    if over.delete()[0]:
        transaction.on_commit(lambda: scrub(alias, tables=("laboratory_twins",)), using=alias)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("laboratory", "0003_twins"),
    ]
    operations = [migrations.RunPython(forget, migrations.RunPython.noop, atomic=False)]
