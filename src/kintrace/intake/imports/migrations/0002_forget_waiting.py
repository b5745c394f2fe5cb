"""Lists that wait unsealed are forgotten, with their files: whoever uploaded one uploads it again."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def forget(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    waiting = apps.get_model("imports", "Upload").objects.filter(state="waiting")
    for upload in waiting:
        shutil.rmtree(Path(settings.FILE_UPLOAD_TEMP_DIR) / upload.key, ignore_errors=True)
    waiting.update(state="expired")


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_initial"), ("registry", "0004_sealed_record")]
    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
