"""Reasons are sealed under a key of their own each, explanations with the request they answer."""

import base64
import uuid
from itertools import batched

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from kintrace.tracing.candidates import EXPLAINED
from kintrace.tracing.queries.reasons import REASON, WITHDRAWN_WHY
from kintrace.vault.cases import Plain, new_cases, seal_many

AT_ONCE = 500


def seal_reasons(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("tracing", "Judgement").objects.order_by("pk")
    for some in batched(rows.iterator(chunk_size=AT_ONCE), AT_ONCE):
        for row in some:
            row.key = uuid.uuid4()
        new_cases([row.key for row in some])
        reasons = seal_many([Plain(row.key, REASON, row.key, row.plain_reason) for row in some])
        whys = seal_many([Plain(row.key, WITHDRAWN_WHY, row.key, row.plain_why) for row in some])
        for row, reason, why in zip(some, reasons, whys, strict=True):
            row.reason, row.withdrawn_why = reason, why if row.plain_why else b""
            row.save(update_fields=["key", "reason", "withdrawn_why"])


def seal_explanations(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("tracing", "Answer").objects.select_related("request").order_by("pk")
    for some in batched(rows.iterator(chunk_size=AT_ONCE), AT_ONCE):
        for row in some:
            row.row = uuid.uuid4()
        texts = [base64.b85encode(bytes(row.plain_explained)).decode() for row in some]
        boxes = seal_many(
            [Plain(row.request.case, EXPLAINED, row.row, text) for row, text in zip(some, texts, strict=True)]
        )
        for row, box in zip(some, boxes, strict=True):
            row.explained = box if row.plain_explained else b""
            row.save(update_fields=["row", "explained"])


class Migration(migrations.Migration):
    dependencies = [("tracing", "0003_sealed_columns")]
    operations = [migrations.RunPython(seal_reasons), migrations.RunPython(seal_explanations)]
