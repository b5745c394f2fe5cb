"""Languages as people write them: codes, names in English, Russian and Arabic, and a language's own name."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from kintrace.evidence.spelling.wording import folded

_BETWEEN = re.compile(r"\s*(?:[,;/|+&،؛\n]|\band\b|\bи\b|\bve\b|\s-\s)\s*|\s+و(?=\S)|\s+و\s+", re.IGNORECASE)
# "speaks a little Chechen", "говорит по-чеченски", "اللغة …": words around the name.
_AROUND = {
    "language",
    "speaks",
    "little",
    "only",
    "язык",
    "говорит",
    "немного",
    "только",
    "на",
    "لغه",
    "اللغه",
    "يتكلم",
}


@dataclass(frozen=True, slots=True)
class Language:
    """One language; `kin` names the neighbours a registrar may mistake it for."""

    code: str  # ISO 639-3
    kin: str
    english: str


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table that lies beside this module."""
    text = files("kintrace.evidence.languages").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


_ROWS = rows("languages.csv")
LANGUAGES: Mapping[str, Language] = {row["code"]: Language(row["code"], row["kin"], row["english"]) for row in _ROWS}
_CODE_OF = {row["code"]: row["code"] for row in _ROWS}
_CODE_OF |= {folded(word): row["code"] for row in _ROWS for word in row["spellings"].split(" | ")}


@lru_cache(maxsize=10_000)
def read_language(text: str) -> str | None:
    """Return the ISO 639-3 code of one language, or None where it is not known.

    >>> [read_language(text) for text in ("CHE", "Чеченский", "по-чеченски", "الشيشانية", "Elvish")]
    ['che', 'che', 'che', 'che', None]
    """
    words = folded(text).split()
    for said in (words, [word for word in words if word not in _AROUND]):
        code = _CODE_OF.get(" ".join(said))
        if code is not None:
            return code
    # "по-чеченски": the adverb of the adjective that is in the table.
    if words[:1] == ["по"] and len(words) > 1:
        return _CODE_OF.get(" ".join(words[1:]) + "и") or _CODE_OF.get(" ".join(words[1:]) + folded("й"))
    return None


@lru_cache(maxsize=10_000)
def _read_cell(text: str) -> frozenset[str]:
    whole = read_language(text)
    if whole is not None:
        return frozenset({whole})
    parts = [part for said in _BETWEEN.split(text) for part in ([said] if read_language(said) else said.split())]
    return frozenset(code for part in parts if (code := read_language(part)) is not None)


def read_languages(values: Sequence[str]) -> frozenset[str]:
    """Return the codes of all languages that can be read in `values`; a value may hold several.

    >>> sorted(read_languages(["rus, чеченский и арабский", "?"]))
    ['ara', 'che', 'rus']
    """
    return frozenset().union(*map(_read_cell, values))


def unread_languages(values: Sequence[str]) -> tuple[str, ...]:
    """Return the values in which no language was found, for whoever reports on a list."""
    return tuple(value for value in values if value.strip() and not _read_cell(value))
