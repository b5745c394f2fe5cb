"""The structure of a name: which word is whose.

A Russian name is surname, given name, patronymic in any order; an Arabic civil name is given name,
father's, grandfather's; a kunya (Abu X, Umm X) names a child, never its bearer; a nisba says where
from. Words are typed before any spelling is compared, so that a father's name in the second place
is set against fathers, and Abu Umar is not Umar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kintrace.evidence.names.particles import (
    ARTICLES,
    COMPLETES,
    DAUGHTER_OF,
    DAUGHTER_WORDS,
    FATHER_OF,
    GIVEN_AFTER_ABU,
    GIVEN_AFTER_UMM,
    MOTHER_OF,
    PATRONYMIC_ENDINGS,
    SERVANT,
    SON_OF,
    SON_WORDS,
    SURNAME_ENDINGS,
    WEAK_SURNAME_ENDINGS,
)
from kintrace.evidence.spelling import Script, fold, script_of

type Words = tuple[str, ...]

_HYPHENS = re.compile(r"[-‐‑–—]")
_SPLIT = re.compile(r"[\s,;.·/()\[\]«»“”\"_|:،؛]+")
LONGEST_NAME = 400  # signs that are read; what is longer is no name and must stay cheap


@dataclass(frozen=True, slots=True)
class NameParts:
    """The words of one written name by what they say; folded, compounds glued."""

    given: Words = ()
    father: Words = ()  # father's given name: second word of an Arabic name, stem of a patronymic
    grandfather: Words = ()
    surname: Words = ()  # stems, without the ending that tells a woman from a man
    father_of: Words = ()  # the child in "Abu X"
    mother_of: Words = ()  # the child in "Umm X"
    nisba: Words = ()

    @property
    def is_kunya(self) -> bool:
        """Whether it names a child and nobody else."""
        return bool(self.father_of or self.mother_of) and not self.given


@lru_cache(maxsize=100_000)
def read_name(text: str) -> NameParts:
    """Type the words of a name; never fails, an empty or unreadable name has no parts.

    >>> read_name("Умарова Хадижа Тимуровна")  # doctest: +ELLIPSIS
    NameParts(given=('хадижа',), father=('тимур',), ...)
    >>> read_name("أبو عمر الشيشاني").father_of, read_name("خديجة عمر").father
    (('عمر',), ('عمر',))
    """
    kept: dict[str, list[str]] = {}
    words = _glued(_words(text))
    plain = _take_kunyas(words, kept)
    plain = _take_fathers(plain, kept)
    if _looks_russian(plain):
        _type_russian(plain, kept)
    else:
        _type_chain(plain, kept)
    return NameParts(**{part: tuple(dict.fromkeys(found)) for part, found in kept.items()})


def _words(text: str) -> list[str]:
    """Split, fold, and drop what is left empty; a hyphen binds only an article or a compound."""
    words: list[str] = []
    for piece in _SPLIT.split(text[:LONGEST_NAME]):
        parts = _HYPHENS.split(piece)
        words += [word for part in parts if (word := fold(part))]
    return words


def _glued(words: list[str]) -> list[str]:
    """Join compounds written apart (Abd al-Rahman, Nur ad-Din) and drop articles standing alone."""
    out: list[str] = []
    binds = False
    for place, word in enumerate(words):
        if word in ARTICLES and place + 1 < len(words):
            following = words[place + 1]
            if not out and following not in COMPLETES:
                out.append("")  # an article before the first word: what follows is a nisba or a plain name
            continue
        if binds or (word in COMPLETES and out and out[-1]):
            out[-1] += _bare_article(word)
        elif out and not out[-1]:
            out[-1] = word
        else:
            out.append(word)
        binds = word in SERVANT and place + 1 < len(words)
    return [word for word in out if word]


def _bare_article(word: str) -> str:
    """Drop a written-on Arabic article, except in Allah."""
    if script_of(word) is Script.ARABIC and word.startswith("ال") and len(word) > 4 and not word.startswith("الله"):  # noqa: PLR2004 an article and two letters
        return word[2:]
    return word


def _take_kunyas(words: list[str], kept: dict[str, list[str]]) -> list[str]:
    """Move "Abu X" and "Umm X" out; Abu Bakr and Umm Kulthum are given names."""
    plain: list[str] = []
    place = 0
    while place < len(words):
        word, following = words[place], words[place + 1] if place + 1 < len(words) else ""
        if (word in FATHER_OF and following in GIVEN_AFTER_ABU) or (word in MOTHER_OF and following in GIVEN_AFTER_UMM):
            plain.append(word + following)
        elif word in FATHER_OF and following:
            kept.setdefault("father_of", []).append(_bare_article(following))
        elif word in MOTHER_OF and following:
            kept.setdefault("mother_of", []).append(_bare_article(following))
        else:
            plain.append(word)
            place -= 1
        place += 2
    if kept:  # what follows a kunya is a nisba
        kept["nisba"] = [word for word in plain if _is_nisba(word) or not _has_given_after_kunya(plain)]
        plain = [word for word in plain if word not in kept["nisba"]]
    return plain


def _has_given_after_kunya(plain: list[str]) -> bool:
    return len(plain) > 1


def _is_nisba(word: str) -> bool:
    return word.startswith("ال") and word.endswith("ي") and len(word) > 4  # noqa: PLR2004 an article and more than two letters


def _take_fathers(words: list[str], kept: dict[str, list[str]]) -> list[str]:
    """Move what follows ibn, bint or stands before -ogly, -kyzy to the father."""
    plain: list[str] = []
    place = 0
    while place < len(words):
        word, following = words[place], words[place + 1] if place + 1 < len(words) else ""
        if word in SON_OF | DAUGHTER_OF and following:
            kept.setdefault("father" if "father" not in kept else "grandfather", []).append(_bare_article(following))
            place += 2
        elif following in SON_WORDS | DAUGHTER_WORDS:
            kept.setdefault("father", []).append(word)
            place += 2
        else:
            plain.append(word)
            place += 1
    return plain


def _ending(word: str, endings: tuple[str, ...]) -> str:
    """Return the ending the word has, leaving a stem of at least two letters; "" where none."""
    return next((end for end in endings if word.endswith(end) and len(word) >= len(end) + 2), "")


def _looks_russian(words: list[str]) -> bool:
    if len(words) < 2:  # noqa: PLR2004 one word has no order to read
        return False
    cyrillic = all(script_of(word) is Script.CYRILLIC for word in words)
    return cyrillic or any(_ending(word, PATRONYMIC_ENDINGS + SURNAME_ENDINGS) for word in words)


def _type_russian(words: list[str], kept: dict[str, list[str]]) -> None:
    """Surname, given name and patronymic by their endings; the last that may be a given name stays one."""
    rest = list(words)
    for part, endings, among in (
        ("father", PATRONYMIC_ENDINGS, slice(1, None)),
        ("surname", SURNAME_ENDINGS, slice(None)),
        ("surname", WEAK_SURNAME_ENDINGS, slice(None)),
    ):
        if (part in kept and part == "surname") or len(rest) < 2:  # noqa: PLR2004 a given name must remain
            continue
        for word in reversed(rest[among]):
            end = _ending(word, endings)
            if end:
                kept.setdefault(part, []).append(word.removesuffix(end))
                rest.remove(word)
                break
    _type_chain(rest, kept)


def _type_chain(words: list[str], kept: dict[str, list[str]]) -> None:
    """Given name, father's, grandfather's; a last word with article and ‑i is a nisba."""
    rest = list(words)
    while len(rest) > 1 and _is_nisba(rest[-1]):
        kept.setdefault("nisba", []).append(rest.pop())
    rest = [_bare_article(word) for word in rest]
    for part, word in zip(("given", "father", "grandfather"), rest, strict=False):
        if part not in kept:
            kept[part] = [word]
