"""Finding records by a name: an index that lives in the memory of this process, and nowhere else.

It holds the names of every record of one side, opened under one entry of the trail, and takes in what is new each
time it is asked. A retracted name still finds its record. Whatever was erased is dropped when it is next asked.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from uuid import UUID

from kintrace.access.models import User
from kintrace.access.permissions import require
from kintrace.evidence.spelling.scripts import fold
from kintrace.registry.models import Part, Property, Statement, Visibility
from kintrace.registry.opening import FOREIGN_ID, LIST_NAME, VALUE, Opening, Wanted
from kintrace.registry.permissions import VIEW
from kintrace.registry.queries.records import MODELS
from kintrace.vault.cases import Sealed

NAMES = (Property.NAME, Property.ALIAS)
SHORTEST = 2
MOST = 5_000


@dataclass(slots=True)
class _Index:
    """The folded words of one side, by record."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    upto_statement: int = 0
    upto_record: int = 0
    records: dict[UUID, int] = field(default_factory=dict)  # record by case
    words: dict[int, list[str]] = field(default_factory=dict)  # by record


_indexes: dict[tuple[str, str], _Index] = {}


def found_by_name(viewer: User, side: str, text: str) -> list[int]:
    """Return the keys of records whose names, id in a list or list are like `text`; at most some thousands."""
    require(viewer, VIEW[side])
    plain = text.strip().casefold()
    wanted = "" if any(sign.isdigit() for sign in plain) else _folded(text)  # a name has no figures
    if max(len(wanted), len(plain)) < SHORTEST:
        return []
    index = _indexes.setdefault((_database(), side), _Index())
    with index.lock:
        _take_in(viewer, side, index)
        living = set(MODELS[side].objects.filter(erased_on__isnull=True).values_list("pk", flat=True))
        found = [
            pk
            for pk, words in index.words.items()
            if pk in living and any((wanted and wanted in word) or plain in word for word in words)
        ]
    return found[:MOST]


def _folded(text: str) -> str:
    return " ".join(filter(None, map(fold, text.split())))


def forget_names() -> None:
    """Empty the indexes of this process."""
    _indexes.clear()


def _database() -> str:
    from django.db import connections  # noqa: PLC0415  # only to tell one record from another in tests

    return str(connections["default"].settings_dict["NAME"])


def _take_in(viewer: User, side: str, index: _Index) -> None:
    model = MODELS[side]
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
        index.words.setdefault(one.pk, []).extend(word.casefold() for word in known if word)
    for _, case, row, _value in said:
        if (VALUE, row) in opened and case in index.records:
            index.words[index.records[case]].append(_folded(opened[VALUE, row]))
    index.upto_record = fresh[-1].pk if fresh else index.upto_record
    index.upto_statement = said[-1][0] if said else index.upto_statement
