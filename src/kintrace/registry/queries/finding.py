"""Finding records by a name: an index that lives in the memory of this process, and nowhere else.

It holds the names of every record of one side, opened under one entry of the trail, and takes in what is new each
time it is asked. A retracted name still finds its record; names answer across scripts and spellings, ids and lists as
they are written. What was erased is dropped at once, and everything is read anew where another record was put in place.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from uuid import UUID

from kintrace.access.models import User
from kintrace.access.permissions import require
from kintrace.evidence.spelling.scripts import fold
from kintrace.matching.lookup import NameIndex
from kintrace.registry.models import Part, Property, Statement, Visibility
from kintrace.registry.opening import FOREIGN_ID, LIST_NAME, VALUE, Opening, Wanted
from kintrace.registry.permissions import VIEW
from kintrace.registry.queries.records import MODELS
from kintrace.vault.cases import Sealed

NAMES = (Property.NAME, Property.ALIAS)
SHORTEST = 2
MOST = 1_000
FAINT = 0.5  # an answer that weighs less than this share of the best is no answer to the same words
SMALL = 1_000  # names; among fewer, one that several bear tells them apart from nobody, and weighs nothing
SURE = 3.0  # log10: a whole name that agrees, and hardly a common name alone


@dataclass(slots=True)
class _Index:
    """The names of one side, and beside them what is found as it is written, by record."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    upto_statement: int = 0
    upto_record: int = 0
    records: dict[UUID, int] = field(default_factory=dict)  # record by case
    words: dict[int, str] = field(default_factory=dict)  # ids and lists by record, a line each
    names: NameIndex = field(default_factory=NameIndex)
    newest: UUID | None = None
    few: list[tuple[int, str]] = field(default_factory=list)  # record and folded name, while there are few


_indexes: dict[tuple[str, str], _Index] = {}


def found_by_name(viewer: User, side: str, text: str) -> list[int]:
    """Return the keys of records whose names, id in a list or list are like `text`; at most some thousands."""
    require(viewer, VIEW[side])
    plain = text.strip().casefold()
    if len(plain) < SHORTEST:
        return []
    weights = _weighed(viewer, side, text)
    least = FAINT * max(weights.values(), default=0.0)
    index = _index(side)
    with index.lock:
        written = [pk for pk, words in index.words.items() if plain in words]
    found = {*(pk for pk, weight in weights.items() if weight >= least), *written[: 5 * MOST]}
    return _still_here(side, found)


def surely_named(viewer: User, side: str, name: str) -> set[int]:
    """Return the keys of records that bear a whole name, in whatever spelling."""
    require(viewer, VIEW[side])
    return set(_still_here(side, {pk for pk, weight in _weighed(viewer, side, name).items() if weight >= SURE}))


def _still_here(side: str, found: set[int]) -> list[int]:
    """Leave out what was erased, by this process or another."""
    return list(MODELS[side].objects.filter(pk__in=found, erased_on__isnull=True).values_list("pk", flat=True))


def _weighed(viewer: User, side: str, text: str) -> dict[int, float]:
    """Return the keys of records whose names answer; a name has no figures."""
    index = _index(side)
    with index.lock:
        _take_in(viewer, side, index)
        if any(sign.isdigit() for sign in text):
            return {}
        weights = {int(one.id): one.weight for one in index.names.search(text, top=MOST)}
        wanted = _folded(text)
        alike = (pk for pk, name in index.few if wanted and wanted in name)
        return dict.fromkeys(alike, max(weights.values(), default=0.0)) | weights


def _folded(text: str) -> str:
    return " ".join(filter(None, map(fold, text.split())))


def _index(side: str) -> _Index:
    return _indexes.setdefault((_database(), side), _Index())


def forget_names(case: UUID | None = None) -> None:
    """Forget the names of one case in this process, or all there are."""
    if case is None:
        _indexes.clear()
    for index in list(_indexes.values()):
        with index.lock:
            record = index.records.pop(case, None) if case is not None else None
            if record is not None:
                index.words.pop(record, None)
                index.names.remove(str(record))
                index.few = [one for one in index.few if one[0] != record]


def _database() -> str:
    from django.db import connections  # noqa: PLC0415  # only to tell one record from another in tests

    return str(connections["default"].settings_dict["NAME"])


def _take_in(viewer: User, side: str, index: _Index) -> None:
    model = MODELS[side]
    _begin_anew(side, index)
    fresh = list(model.objects.filter(pk__gt=index.upto_record).select_related("line_list").order_by("pk"))
    rows = (
        Statement.objects.filter(pk__gt=index.upto_statement, subject__side=side, property__in=NAMES)
        .filter(subject__part__in=(Part.SOUGHT, Part.REGISTERED))
        .exclude(visibility=Visibility.HELD_BACK)
        .order_by("pk")
    )
    said = list(rows.values_list("pk", "subject__case", "row", "value"))
    if not fresh and not said:
        return
    lists = {one.line_list_id: one.line_list for one in fresh if one.line_list is not None}
    wanted: list[Wanted] = [(case, Sealed(VALUE, row, bytes(value))) for _, case, row, value in said]
    wanted += [(one.case, Sealed(FOREIGN_ID[side], one.case, bytes(one.foreign_id))) for one in fresh]
    wanted += [(one.case, Sealed(LIST_NAME, one.case, bytes(one.name))) for one in lists.values()]
    opened = Opening(viewer, "names.indexed", subject=f"{side} {len(wanted)}").open(wanted)
    for one in fresh:
        index.records[one.case] = one.pk
        known = [opened.get((FOREIGN_ID[side], one.case), "")]
        if one.line_list is not None:
            known.append(opened.get((LIST_NAME, one.line_list.case), ""))
        index.words[one.pk] = "\n".join(known).casefold()
    names = [
        (index.records[case], opened[VALUE, row])
        for _, case, row, _value in said
        if (VALUE, row) in opened and case in index.records
    ]
    index.names.extend((str(pk), name) for pk, name in names)
    few = len(index.names) <= SMALL
    index.few = [*index.few, *((pk, _folded(name)) for pk, name in names)] if few else []
    if fresh:
        index.upto_record, index.newest = fresh[-1].pk, fresh[-1].case
    index.upto_statement = said[-1][0] if said else index.upto_statement


def _begin_anew(side: str, index: _Index) -> None:
    """Forget everything where another record was put in place of the one that was read, as after a restore."""
    if index.newest is not None and not MODELS[side].objects.filter(pk=index.upto_record, case=index.newest).exists():
        index.upto_record = index.upto_statement = 0
        index.records, index.words, index.names, index.newest, index.few = {}, {}, NameIndex(), None, []
