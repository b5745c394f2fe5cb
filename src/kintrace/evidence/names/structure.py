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
    BEGIN_WITH_AL,
    COMPLETES,
    DAUGHTER_OF,
    DAUGHTER_WORDS,
    FATHER_OF,
    GIVEN_AFTER_ABU,
    GIVEN_AFTER_UMM,
    GIVEN_LIKE_SURNAME,
    MOTHER_OF,
    NISBA_ENDINGS,
    NISBA_ENDINGS_ALONE,
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
# After some Caucasian consonants a stroke is a palochka typed as people can, not a mark between names.
_STROKE = re.compile(r"(?<=[гкхтпцч])\|(?=[а-яё])|(?<=[ГКХТПЦЧ])\|(?=[а-яёА-ЯЁ])")
_SERVANT_GLUED = "عبد"
_ARTICLE = "al-"  # marks a word whose article stood apart; a folded word never holds a hyphen
_BINDING = FATHER_OF | MOTHER_OF | SON_OF | DAUGHTER_OF | SERVANT | ARTICLES | SON_WORDS | DAUGHTER_WORDS | COMPLETES
_FAMILY_ENDINGS = PATRONYMIC_ENDINGS + SURNAME_ENDINGS
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
    patronymic: bool = False  # the father is told by an ending or a little word, not by the order of words

    @property
    def is_kunya(self) -> bool:
        """Whether it names a child and nobody else."""
        return bool(self.father_of or self.mother_of) and not self.given


def read_name(text: str) -> NameParts:
    """Type the words of a name; never fails, an empty or unreadable name has no parts.

    >>> read_name("Умарова Хадижа Тимуровна")  # doctest: +ELLIPSIS
    NameParts(given=('хадижа',), father=('тимур',), ...)
    >>> read_name("أبو عمر الشيشاني").father_of, read_name("خديجة عمر").father
    (('عمر',), ('عمر',))
    """
    return _read_name(text[:LONGEST_NAME])


@lru_cache(maxsize=100_000)
def _read_name(text: str) -> NameParts:
    kept: dict[str, list[str]] = {}
    before, behind = _take_kunyas(_glued(_words(text)), kept)
    plain = _take_nisbas(_take_fathers(before, kept), _take_fathers(behind, kept), kept)
    patronymic = "father" in kept
    if _looks_russian(plain):
        patronymic |= _type_russian(plain, kept)
    else:
        _type_chain(plain, kept)
    parts = {part: tuple(dict.fromkeys(found)) for part, found in kept.items()}
    return NameParts(**parts, patronymic=patronymic)


def _words(text: str) -> list[str]:
    """Split, fold, and drop what is left empty; a hyphen between plain words makes one name of them."""
    words: list[str] = []
    for piece in _SPLIT.split(_STROKE.sub("Ӏ", text)):
        parts = [word for part in _HYPHENS.split(piece) if (word := fold(part))]
        plain = not any(word in _BINDING or _ending(word, _FAMILY_ENDINGS) for word in parts)
        words += ["".join(parts)] if plain and parts else parts
    return words


def _glued(words: list[str]) -> list[str]:
    """Join compounds written apart (Abd al-Rahman, Nur ad-Din) and mark words whose article stood apart."""
    out: list[str] = []
    binds = article = False
    for place, word in enumerate(words):
        following = next((other for other in words[place + 1 :] if other not in ARTICLES), "")
        if word in ARTICLES and following:
            article = True
            continue
        if out and (binds or word in COMPLETES):
            out[-1] += _bare_article(word)
        else:
            out.append(_ARTICLE + word if article else word)
        binds = word in SERVANT and bool(following) and not _ending(following, _FAMILY_ENDINGS)
        article = False
    return out


def _bare_article(word: str) -> str:
    """Drop an article, marked or written on in Arabic, except in Allah."""
    written_on = script_of(word) is Script.ARABIC and word.startswith("ال") and len(word) > len("ال") + 2
    if written_on and word not in BEGIN_WITH_AL and not word.startswith("الله"):
        return word[2:]
    return word.removeprefix(_ARTICLE)


def _take_kunyas(words: list[str], kept: dict[str, list[str]]) -> tuple[list[str], list[str]]:
    """Move "Abu X" and "Umm X" out; return the words before and behind the first.

    Abu Bakr and Umm Kulthum are given names, and so is Abu before a patronymic or a surname.
    """
    before: list[str] = []
    behind: list[str] = []
    place = 0
    while place < len(words):
        word, following = words[place], _bare_article(words[place + 1]) if place + 1 < len(words) else ""
        plain = behind if kept else before
        place += 2
        if (word in FATHER_OF and following in GIVEN_AFTER_ABU) or (word in MOTHER_OF and following in GIVEN_AFTER_UMM):
            plain.append(word + following)
        elif word not in FATHER_OF | MOTHER_OF or not following or _ending(following, _FAMILY_ENDINGS):
            plain.append(word)
            place -= 1
        else:
            kept.setdefault("father_of" if word in FATHER_OF else "mother_of", []).append(following)
    return before, behind


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
            kept.setdefault("father", []).append(_bare_article(word))
            place += 2
        else:
            plain += [word] if word not in SON_OF | DAUGHTER_OF or not plain else []
            place += 1
    return plain


def _take_nisbas(before: list[str], behind: list[str], kept: dict[str, list[str]]) -> list[str]:
    """Move what says where from out of the words before and behind a kunya; return the others, bare of articles."""
    nisbas = [word for word in behind if _has_article(word) or _says_where_from(word)]
    plain = [*before, *(word for word in behind if word not in nisbas)]
    while len(plain) > 1 and _has_article(plain[-1]) and plain[-1].endswith(NISBA_ENDINGS):
        nisbas.append(plain.pop())
    if nisbas:
        kept["nisba"] = [_bare_article(word) for word in nisbas]
    return [_bare_article(word) for word in plain]


def _has_article(word: str) -> bool:
    return _bare_article(word) != word


def _says_where_from(word: str) -> bool:
    """Tell a nisba written without its article, as in Abu Umar Shishani."""
    return len(word) > 5 and word.endswith(NISBA_ENDINGS_ALONE)  # noqa: PLR2004 shorter words are names: Hani, Amani


def _ending(word: str, endings: tuple[str, ...]) -> str:
    """Return the ending the word has, leaving a stem of at least two letters; "" where none."""
    found = next((end for end in endings if word.endswith(end) and len(word) >= len(end) + 2), "")
    if not found or word.endswith(("дин", "din")):  # Nurdin
        return ""
    return "" if _bare_article(word).removeprefix(_SERVANT_GLUED) in GIVEN_LIKE_SURNAME else found  # Amin, Abd al-Rauf


def _looks_russian(words: list[str]) -> bool:
    if len(words) < 2:  # noqa: PLR2004 one word has no order to read
        return False
    cyrillic = all(script_of(word) is Script.CYRILLIC for word in words)
    return cyrillic or any(_ending(word, _FAMILY_ENDINGS) for word in words)


def _type_russian(words: list[str], kept: dict[str, list[str]]) -> bool:
    """Patronymic and surnames by their endings; the last that may be a given name stays one.

    Tells whether there was a patronymic.
    """
    rest = list(words)
    at = _patronymic(rest)
    before = rest[: at or 0]
    if at is not None:
        word = rest.pop(at)
        kept.setdefault("father", []).append(word.removesuffix(_ending(word, PATRONYMIC_ENDINGS)))
    for endings in (SURNAME_ENDINGS, WEAK_SURNAME_ENDINGS):
        if "surname" not in kept:
            _take_surnames(rest, endings, kept)
    called = [word for word in rest if word in before]
    if called and "surname" not in kept and len(rest) > 1:  # Бондаренко Марина Алексеевна
        rest.remove(called[-1])
        kept["surname"], rest = rest, [called[-1]]
    _type_chain(rest, kept)
    return at is not None


def _patronymic(words: list[str]) -> int | None:
    """Return where the last patronymic stands; a name that ends in -ич and stands first is none."""
    for at in reversed(range(len(words) if len(words) > 1 else 0)):
        end = _ending(words[at], PATRONYMIC_ENDINGS)
        if len(end) > 2 or (end and at):  # noqa: PLR2004 more than the bare -ич
            return at
    return None


def _take_surnames(rest: list[str], endings: tuple[str, ...], kept: dict[str, list[str]]) -> None:
    """Move surnames out of `rest` from its end, as long as a given name remains."""
    for word in reversed(list(rest)):
        end = _ending(word, endings)
        if end and len(rest) > 1:
            kept.setdefault("surname", []).append(word.removesuffix(end))
            rest.remove(word)


def _type_chain(words: list[str], kept: dict[str, list[str]]) -> None:
    """Given name, father's, grandfather's, as far as they are not known otherwise."""
    open_parts = (part for part in ("given", "father", "grandfather") if part not in kept)
    for part, word in zip(open_parts, words, strict=False):
        kept[part] = [word]


def bare_words(text: str) -> list[str]:
    """Return the folded words of a name as they stand, compounds glued and articles dropped; no structure read."""
    return [_bare_article(word) for word in _glued(_words(text[:LONGEST_NAME]))]
