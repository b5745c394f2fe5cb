"""Every value of the main job is sealed under the key of its case, and every list under a key of its own."""

import uuid
from collections.abc import Mapping, Sequence
from itertools import batched
from typing import Any

from django.core.management.color import no_style
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from kintrace.registry.opening import FOREIGN_ID, LIST_NAME, SOURCE_NAME, VALUE
from kintrace.registry.states import STATES_OF_THE_MAIN_JOB
from kintrace.vault.cases import Plain, new_cases, seal, seal_many

AT_ONCE = 1000
SIDES = {
    "requests": ("TracingRequest", "sought", "family"),
    "children": ("ChildRecord", "registered", "institution_list"),
}


def seal_the_record(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for side, (name, _, _) in SIDES.items():
        model = apps.get_model("registry", name)
        lists = _lists(apps, side, model)
        for some in batched(model.objects.order_by("pk").iterator(chunk_size=AT_ONCE), AT_ONCE):
            _seal_cases(apps, side, some, lists=lists)
    _seal_sources(apps)
    _seal_statements(apps)
    _reset_numbers(apps, editor)


def _lists(apps: StateApps, side: str, model: Any) -> dict[str, int]:  # a model of the past
    """Make a row for each list, with a key of its own; return them by name."""
    names = list(model.objects.order_by().values_list("plain_list", flat=True).distinct())
    cases = {name: uuid.uuid4() for name in names}
    if cases:
        new_cases(cases.values())
    lists = apps.get_model("registry", "LineList").objects
    return {
        name: lists.create(side=side, case=case, name=seal(case, LIST_NAME, case, name)).pk
        for name, case in cases.items()
    }


def _seal_cases(apps: StateApps, side: str, rows: Sequence[Any], *, lists: Mapping[str, int]) -> None:
    part = SIDES[side][1]
    for row in rows:
        row.case = uuid.uuid4()
    new_cases([row.case for row in rows])
    boxes = seal_many([Plain(row.case, FOREIGN_ID[side], row.case, row.plain_id) for row in rows])
    people = apps.get_model("registry", "Person").objects
    for row, box in zip(rows, boxes, strict=True):
        row.foreign_id, row.line_list_id = box, lists[row.plain_list]
        row.state = STATES_OF_THE_MAIN_JOB[side].get(row.state, row.state)
        if row.state.startswith("closed"):
            row.closed_on, row.reason = row.opened_at.date(), "closed_before"
        row.save(update_fields=["case", "foreign_id", "line_list", "state", "closed_on", "reason"])
        people.filter(pk=row.person_id).update(case=row.case, part=part)


def _seal_sources(apps: StateApps) -> None:
    """Put each source under the key of the list it is; one that says nothing any more gets a key of its own."""
    lists = apps.get_model("registry", "LineList")
    statements = apps.get_model("registry", "PlainStatement").objects
    cases = dict(lists.objects.values_list("pk", "case"))
    for source in apps.get_model("registry", "Source").objects.all():
        person = statements.filter(source_id=source.pk).values_list("subject_id", "subject__side").first()
        line_list = _list_of(apps, *person) if person else None
        source.case = cases[line_list] if line_list is not None else uuid.uuid4()
        if line_list is None:
            new_cases([source.case])
        source.row = uuid.uuid4()
        source.name = seal(source.case, SOURCE_NAME, source.row, source.plain_name)
        source.save(update_fields=["case", "row", "name"])


def _list_of(apps: StateApps, person: int, side: str) -> int | None:
    model = apps.get_model("registry", SIDES[side][0])
    found: int | None = model.objects.filter(person_id=person).values_list("line_list_id", flat=True).first()
    return found


def _seal_statements(apps: StateApps) -> None:
    old = apps.get_model("registry", "PlainStatement").objects.select_related("subject").order_by("pk")
    for some in batched(old.iterator(chunk_size=AT_ONCE), AT_ONCE):
        rows = [uuid.uuid4() for _ in some]
        boxes = seal_many([Plain(one.subject.case, VALUE, row, one.value) for one, row in zip(some, rows, strict=True)])
        new = apps.get_model("registry", "Statement")
        new.objects.bulk_create(
            new(
                pk=one.pk,
                subject_id=one.subject_id,
                property=one.property,
                row=row,
                value=box,
                position=one.position,
                source_id=one.source_id,
                source_class=SIDES[one.subject.side][2],
                learned_on=one.learned_on.replace(month=1, day=1) if one.subject.side == "requests" else one.learned_on,
                learned_to_the="year" if one.subject.side == "requests" else "day",
                entered_by_id=one.entered_by_id,
                entered_at=one.entered_at,
                visibility=one.visibility,
            )
            for one, row, box in zip(some, rows, boxes, strict=True)
        )
    gone = apps.get_model("registry", "PlainRetraction").objects.order_by("pk")
    new = apps.get_model("registry", "Retraction")
    new.objects.bulk_create(
        new(
            pk=one.pk,
            statement_id=one.statement_id,
            source_id=one.source_id,
            entered_by_id=one.entered_by_id,
            entered_at=one.entered_at,
        )
        for one in gone.iterator(chunk_size=AT_ONCE)
    )


def _reset_numbers(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    models = [apps.get_model("registry", name) for name in ("Statement", "Retraction")]
    for sql in editor.connection.ops.sequence_reset_sql(no_style(), models):
        editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_record"), ("vault", "0001_keys")]
    operations = [migrations.RunPython(seal_the_record)]
