"""The words of a name as an index keeps them, and as people ask for them: what they are comes before spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kintrace.evidence.names import NameParts, read_name
from kintrace.evidence.names.structure import bare_words

KINDS = ("own", "father_of", "mother_of")  # "Abu Umar" is no Umar
LIMIT = 6  # words of a name
_GOES_ON = re.compile(r"(…|\.\.+|\*)\s*$")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: its folded letters, and whether it names the bearer's own kin or the child of a kunya."""

    letters: str
    kind: str  # one of KINDS


@dataclass(frozen=True, slots=True)
class Asked:
    """One word that is looked for."""

    word: Word
    initial: bool = False  # a single letter
    beginning: bool = False  # a word that is said to go on
    perhaps_beginning: bool = False  # the last one: people stop typing


def words_in(name: str) -> tuple[Word, ...]:
    """Return the words of a written name, given name first; surnames and patronymics as their stems."""
    return _typed(read_name(name))


def asked_in(text: str) -> tuple[Asked, ...]:
    """Read what is looked for.

    >>> [(one.word.letters, one.initial, one.beginning) for one in asked_in("М. Умаров…")]
    [('м', True, False), ('умаров', False, True)]
    """
    goes_on = _GOES_ON.search(text) is not None
    last = (bare_words(text) or [""])[-1]
    words = _typed(read_name(text))
    if goes_on:  # an ending that is still being typed is no ending
        words = tuple(Word(last, word.kind) if _is_last(word, last) else word for word in words)
    return tuple(
        Asked(
            word,
            initial=len(word.letters) == 1,
            beginning=goes_on and _is_last(word, last),
            perhaps_beginning=_is_last(word, last),
        )
        for word in words
    )


def _is_last(word: Word, last: str) -> bool:
    return len(last) > 0 and last.startswith(word.letters)


def _typed(parts: NameParts) -> tuple[Word, ...]:
    own = (*parts.given, *parts.father, *parts.grandfather, *parts.surname, *parts.nisba)
    words = [Word(letters, "own") for letters in own]
    words += [Word(letters, "father_of") for letters in parts.father_of]
    words += [Word(letters, "mother_of") for letters in parts.mother_of]
    return tuple(words)[:LIMIT]
