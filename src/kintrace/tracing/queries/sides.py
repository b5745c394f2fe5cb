"""What each side of a pair says, source by source, in the reader's words, beside what their meeting weighs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from kintrace.evidence.weight import Weight
from kintrace.matching import match
from kintrace.registry.queries import OpenSource, Statements, dossier
from kintrace.web.pair import COLUMNS_OF_KIND, said_of

# Columns that are read, so that a clerk's word is shown in the reader's; a birth is read from all that dates it.
READ = {"sex": ("sex",), "languages": ("languages",), "birth_date": ("birth_date", "age", "age_date")}


@dataclass(frozen=True, slots=True)
class Thing:
    """What one source says of one thing; `written` holds what was written where the words no longer show it."""

    column: str
    words: tuple[str, ...]
    written: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What one source says of one kind of evidence."""

    source: OpenSource
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What both sides say of one kind of evidence, and its weight (None where there is no candidate)."""

    kind: str
    sought: tuple[Told, ...]
    found: tuple[Told, ...]
    term: Weight | None


def groups(sought: Statements, found: Statements, *, candidate: match.Candidate | None) -> tuple[Group, ...]:
    """Return one group for each kind of evidence that either side speaks of or that weighs something."""
    terms = {term.kind: term for term in candidate.terms} if candidate is not None else {}
    left, right = _by_source(sought), _by_source(found)
    every = (Group(kind, _told(left, kind), _told(right, kind), terms.get(kind)) for kind in COLUMNS_OF_KIND)
    return tuple(group for group in every if group.sought or group.found or group.term is not None)


def _by_source(said: Statements) -> list[tuple[OpenSource, dict[str, Thing]]]:
    sources = {one.source: None for values in said.values() for one in values}
    return [(source, _things(_of_source(said, source))) for source in sources]


def _of_source(said: Statements, source: OpenSource) -> Statements:
    own = {name: tuple(one for one in values if one.source == source) for name, values in said.items()}
    return {name: values for name, values in own.items() if values}


def _things(said: Statements) -> dict[str, Thing]:
    """Put into words what one source says, by column."""
    plain = {name: tuple(one.value for one in values) for name, values in said.items()}
    words = said_of(dossier("", said), translate=gettext)
    read = {column: _read(words[column], [plain.get(name, ()) for name in of]) for column, of in READ.items()}
    things = {column: Thing(column, values) for column, values in plain.items()}
    for column, (shown, written) in read.items():
        if shown:
            things[column] = Thing(column, shown, written)
    if words["birth_date"]:
        things = {column: thing for column, thing in things.items() if column not in {"age", "age_date"}}
    return things


def _read(words: tuple[str, ...], columns: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words, and what was written as far as it does not stand in them."""
    together = " ".join(words)
    return words, tuple(value for values in columns for value in values if value not in together)


def _told(sources: list[tuple[OpenSource, dict[str, Thing]]], kind: str) -> tuple[Told, ...]:
    told = (
        Told(source, tuple(things[column] for column in COLUMNS_OF_KIND[kind] if column in things))
        for source, things in sources
    )
    return tuple(one for one in told if one.things)
