"""A dossier: all that is said of one person, as plain frozen data; the only thing the matcher sees.

Both sides of a match have the same shape. It is built from values as people wrote them, keyed by
the line-list column they stand in (DESIGN section 5), whether they come from a spreadsheet or from
the statements of the registry.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kintrace.evidence.dates import Birth, births_of, read_day
from kintrace.evidence.languages import read_languages, read_sex
from kintrace.kernel.errors import UnreadableValue
from kintrace.kernel.spans import Span


@dataclass(frozen=True, slots=True)
class Dossier:
    """What one side says of one child; several values stand side by side, none is preferred."""

    id: str
    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    sex: str = ""  # "m", "f", or "" where nothing is said
    births: tuple[Birth, ...] = ()
    father_names: tuple[str, ...] = ()
    father_aliases: tuple[str, ...] = ()
    mother_names: tuple[str, ...] = ()
    mother_aliases: tuple[str, ...] = ()
    siblings: tuple[str, ...] = ()
    languages: frozenset[str] = frozenset()  # ISO 639-3
    origins: tuple[str, ...] = ()
    birth_places: tuple[str, ...] = ()
    last_places: tuple[str, ...] = ()
    last_news: Span | None = None
    marks: tuple[str, ...] = ()


type Values = Mapping[str, Sequence[str]]


def dossier_of(dossier_id: str, values: Values, *, today: date) -> Dossier:
    """Build a dossier from values as written, keyed by line-list column.

    A value that cannot be read counts as not said: whoever read the list has already reported it.
    `today` dates an age that has neither `age_date` nor `last_date`.
    """
    filled = {column: tuple([value for value in several if value.strip()]) for column, several in values.items()}

    def said(column: str) -> tuple[str, ...]:
        return filled.get(column, ())

    return Dossier(
        id=dossier_id,
        names=said("name"),
        aliases=said("alias"),
        sex=_sex(said("sex")),
        births=births_of(
            birth_date=said("birth_date"),
            age=said("age"),
            age_date=said("age_date") or said("last_date"),
            today=today,
        ),
        father_names=said("father_name"),
        father_aliases=said("father_alias"),
        mother_names=said("mother_name"),
        mother_aliases=said("mother_alias"),
        siblings=said("siblings"),
        languages=read_languages(said("languages")),
        origins=said("origin"),
        birth_places=said("birth_place"),
        last_places=said("last_place"),
        last_news=_last_news(said("last_date")),
        marks=said("marks"),
    )


def _sex(said: Sequence[str]) -> str:
    """Two different answers are no answer."""
    read = {sex for value in said if (sex := read_sex(value))}
    return read.pop() if len(read) == 1 else ""


def _last_news(said: Sequence[str]) -> Span | None:
    spans = []
    for value in said:
        try:
            spans.append(read_day(value))
        except UnreadableValue:
            continue
    return max(spans, key=lambda span: span.last, default=None)
