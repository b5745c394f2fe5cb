"""Nisbas: the last part of an alias that says where its bearer is from (al-Shishani, ад-Дагестани, الروسي).

A nisba is loose: "the Chechen" was said of Ingush and Dagestanis, even of any Russian speaker, so it
never weighs much; "the emigrant" (al-Muhajir) says nothing at all but must not be taken for a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kintrace.evidence.languages.read import rows
from kintrace.evidence.spelling.wording import folded

_ARTICLE = re.compile(r"(?:al|el|ul|[ae](?:r|s|sh|d|t|n|z)|[аэ]ль?|ель|уль|[аэ][рсшдтнз]|ال)")
_LEADING_ARTICLE = re.compile(rf"^{_ARTICLE.pattern} ")
_GLUED = ("al", "el", "ал", "аль", "эль", "ال")


@dataclass(frozen=True, slots=True)
class Nisba:
    """A nisba, the languages of the land it names, and those of people it is loosely said of."""

    key: str
    english: str
    languages: frozenset[str]
    also: frozenset[str]


_ROWS = rows("nisbas.csv")
NISBAS: Mapping[str, Nisba] = {
    row["nisba"]: Nisba(
        row["nisba"], row["english"], languages=frozenset(row["languages"].split()), also=frozenset(row["also"].split())
    )
    for row in _ROWS
}
_KEY_OF = {folded(word): row["nisba"] for row in _ROWS for word in row["spellings"].split(" | ")}


@lru_cache(maxsize=20_000)
def read_nisba(text: str) -> str | None:
    """Return the key of the nisba that `text` is, with or without its article, or None.

    >>> [read_nisba(text) for text in ("al-Shishani", "аш-Шишани", "الشيشاني", "eş-Şişani", "Ali")]
    ['chechen', 'chechen', 'chechen', 'chechen', None]
    """
    word = _LEADING_ARTICLE.sub("", folded(text))
    return next((_KEY_OF[form] for form in (word, *map(word.removeprefix, _GLUED)) if form in _KEY_OF), None)


@lru_cache(maxsize=20_000)
def strip_nisba(alias: str) -> tuple[str, str | None]:
    """Return the alias without the nisba at its end, and the nisba's key.

    >>> strip_nisba("Абу Масуд аш-Шишани")
    ('Абу Масуд', 'chechen')
    >>> strip_nisba("أبو عمر الشيشاني"), strip_nisba("Abu Ali")
    (('أبو عمر', 'chechen'), ('Abu Ali', None))
    """
    words = alias.split()
    key = read_nisba(words[-1]) if words else None
    if key is None:
        return alias, None
    article_apart = words[-2:-1] and _ARTICLE.fullmatch(folded(words[-2]))
    return " ".join(words[: -2 if article_apart else -1]), key
