"""An office that was a word beside each name becomes a row of its own, under the same name."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from kintrace.access.models.offices import new_office_code


def make_rows(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    users, offices = apps.get_model("access", "User").objects, apps.get_model("access", "Office").objects
    for user in users.exclude(office_name=""):
        office, _ = offices.get_or_create(name=user.office_name, defaults={"code": new_office_code()})
        users.filter(pk=user.pk).update(office=office)


def write_words(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    users = apps.get_model("access", "User").objects
    for user in users.exclude(office=None).select_related("office"):
        users.filter(pk=user.pk).update(office_name=user.office.name)


class Migration(migrations.Migration):
    dependencies = [("access", "0003_offices")]
    operations = [migrations.RunPython(make_rows, write_words)]
