"""Which words of one name answer which of another, and what that weighs.

Words are set against words in whatever order they stand, and the whole against the whole, whichever explains better.
Where each name has a word that the other lacks, the question is no longer whether two spellings are one name but
whether two persons are one: then a word they share weighs no more than bearing it by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log10

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.names.attested import corrected
from kintrace.evidence.names.common import common_share
from kintrace.evidence.names.structure import NameParts, Words
from kintrace.evidence.spelling import Spellings, load

MISSING_WORD = -0.5  # a word of the shorter name that nothing answers
OTHER_WORD = -2.0  # the least it weighs where nobody bears two: two given names, two surnames, two names of a place
RARE = 0.001  # share of people who bear a name that is not among the common ones, seen from somebody who bears it
JOINED = 0.3  # from which weight words left over are one name, only written with other spaces
SHORTEST_WITH_AT = 6  # letters: Айшат loses nothing, Марат is another name than Мара
WITHOUT_AT = 0.3  # the price of reading a word in two ways
REMEMBERED = 4096  # pairs of names: whoever explains a weight asks again, and lists repeat themselves
PLACE_WORDS = frozenset({  # hill, convent, village, spring: many places are called so, the rest tells them apart
    "tal", "tall", "tel", "tell", "tul", "тал", "таль", "талль", "тель", "телль", "تل", "deir", "dayr", "dair", "дейр",
    "دير", "kafr", "kafar", "кафр", "كفر", "ain", "ayn", "айн", "عين",
})  # fmt: skip
PARTS = tuple(part for part in NameParts.__slots__ if part != "patronymic")  # in the order they are told
FIXED = ("given", "surname")  # parts that nobody bears two of; what stands second may be a father's name or another


@dataclass(frozen=True, slots=True)
class Answer:
    """A word of the first name, the word of the second that answers it, and what that weighs."""

    first: str
    second: str
    weight: float


def weigh_answers(one: Words, other: Words, *, parts: tuple[NameParts, NameParts], apart: bool) -> float:
    """Weigh by words or as a whole, whichever explains better; where no word answers, the whole speaks.

    A word that nothing answers is weighed mildly beside others that are answered: it may be one more name. Alone it
    is another name, as far as its letters say so.
    """
    if not reads_words(one, other):
        return by_whole(one, other)
    return sum(answer.weight for answer in as_weighed(one, other, apart=apart)) + _missing(one, other, parts)


def reads_words(one: Words, other: Words) -> bool:
    """Tell whether word by word is how two names are weighed, and not each as one word.

    Of two names read as one word each, what they share would hide what they do not.
    """
    found = answers(one, other)
    if not found or any(left_over(one, other)):
        return bool(found)
    lacking = min(len(one), len(other)) - len(found)
    return sum(answer.weight for answer in found) + MISSING_WORD * lacking >= by_whole(one, other)


def differ(compared: Sequence[tuple[Words, Words]]) -> bool:
    """Tell whether names that share something differ in something else: `compared` is what is set against what."""
    for one, other in compared:
        found = answers(one, other)
        if any(left_over(one, other)) or (not found and len(compared) > 1 and by_whole(one, other) < 0):
            return True
    return False


def as_weighed(one: Words, other: Words, *, apart: bool) -> tuple[Answer, ...]:
    """Return the words that answer each other; where names are `apart` elsewhere, none weighs more than chance."""
    found = answers(one, other)
    if not apart:
        return found
    return tuple(replace(answer, weight=min(answer.weight, -log10(share_of(answer)))) for answer in found)


def left_over(one: Words, other: Words) -> tuple[Words, Words]:
    """Return the words of two names that share others, where each has some that the other lacks; else nothing.

    Words left over that answer each other once joined are lacked by nobody: the spaces are set otherwise.
    """
    found = answers(one, other)
    first, second = {answer.first for answer in found}, {answer.second for answer in found}
    left = tuple(word for word in one if word not in first), tuple(word for word in other if word not in second)
    if not found or not all(left):
        return (), ()
    several = len(left[0]) > 1 or len(left[1]) > 1
    return ((), ()) if several and by_whole(*left) >= JOINED else left


def share_of(answer: Answer) -> float:
    """Return what share of people bear the name that two words spell; `RARE` for one not known as common."""
    if _is_place_word(answer):
        return 1.0
    return max(common_share(answer.first), common_share(answer.second), RARE)


def _is_place_word(answer: Answer) -> bool:
    return answer.first in PLACE_WORDS or answer.second in PLACE_WORDS


def part_of(word: str, parts: NameParts) -> str:
    """Return which part of a name a word is; "" where it is none."""
    return next((part for part in PARTS if word in getattr(parts, part)), "")


def _missing(one: Words, other: Words, parts: tuple[NameParts, NameParts]) -> float:
    """Weigh the words of the shorter name that nothing answers."""
    first, second = left_over(one, other)
    if len(first) == len(second) == 1:
        part = part_of(first[0], parts[0])
        same_part = part in FIXED and part == part_of(second[0], parts[1])
        if same_part or any(map(_is_place_word, answers(one, other))):
            return max(OTHER_WORD, min(MISSING_WORD, by_whole(first, second)))
    return MISSING_WORD * (min(len(one), len(other)) - len(answers(one, other)))


@lru_cache(maxsize=REMEMBERED)
def answers(one: Words, other: Words) -> tuple[Answer, ...]:
    """Answer each word of the shorter name by one of the longer, the best first; what nothing answers is left out."""
    if (len(other), other) < (len(one), one):  # so that ties fall the same way whoever is asked about first
        return tuple(Answer(answer.second, answer.first, answer.weight) for answer in answers(other, one))
    weights = _table(one, other)
    found: list[Answer] = []
    while len(found) < min(len(one), len(other)):
        row, col = np.unravel_index(int(weights.argmax()), weights.shape)
        if weights[row, col] <= MISSING_WORD:
            break
        found.append(Answer(one[row], other[col], float(weights[row, col])))
        weights[row, :] = weights[:, col] = -np.inf
    return tuple(found)


@lru_cache(maxsize=REMEMBERED)
def by_whole(one: Words, other: Words) -> float:
    """Set the names against each other as one word each: spaces are often written otherwise."""
    return float(_table(("".join(one),), ("".join(other),))[0, 0])


def _table(rows: Words, cols: Words) -> NDArray[np.float64]:
    """Weigh words against words, each also without a feminine -ат where that answers better."""
    bare_rows, bare_cols = tuple(map(without_at, rows)), tuple(map(without_at, cols))
    weights = _spelled((*rows, *bare_rows), (*cols, *bare_cols))
    n, m = len(rows), len(cols)
    as_written = weights[:n, :m]
    return np.maximum(as_written, np.maximum(weights[n:, :m], weights[:n, m:]) - WITHOUT_AT)


def _spelled(rows: Words, cols: Words) -> NDArray[np.float64]:
    """Weigh words against words, each different pair once."""
    words = tuple(dict.fromkeys((*rows, *cols)))
    at = {word: number for number, word in enumerate(words)}
    first, second = (np.array([at[word] for word in side], dtype=np.int64) for side in (rows, cols))
    pairs, of_pairs = np.unique(np.add.outer(first * len(words), second), return_inverse=True)
    one, other = pairs // len(words), pairs % len(words)
    spellings = Spellings.of(words)
    spelled = load().weigh(spellings, spellings, rows=one, cols=other).tolist()
    known = [corrected(words[i], words[j], weight) for i, j, weight in zip(one, other, spelled, strict=True)]
    return np.array(known)[of_pairs.reshape(len(rows), len(cols))]


def without_at(word: str) -> str:
    """Return Patima for Patimat: in the Caucasus a feminine name may end in -т."""
    return word[:-1] if len(word) >= SHORTEST_WITH_AT and word.endswith(("ат", "at")) else word
