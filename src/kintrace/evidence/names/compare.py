"""Are two written names one name? For one pair, with its sentence; lists are weighed by `weigh`.

Structure comes before spelling: a kunya is never its bearer's name, a patronymic is the father's.
Then words are set against words in whatever order they stand, and the whole against the whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.names.attested import corrected
from kintrace.evidence.names.particles import PATRONYMIC_ENDINGS
from kintrace.evidence.names.structure import NameParts, Words, read_name
from kintrace.evidence.spelling import Spellings, load
from kintrace.evidence.weight import Weight
from kintrace.kernel.says import Sentence, says

KIND = "names"
OTHER_PERSON = -2.0  # a kunya or patronymic beside a plain name speaks of somebody else
MISSING_WORD = -0.5  # a word of the shorter name that nothing answers
ONE, MAYBE = 1.0, 0.3  # from which weight two names are called one, or perhaps one
SHORTEST_WITH_AT = 6  # letters: Айшат loses nothing, Марат is another name than Мара
WITHOUT_AT = 0.3  # the price of reading a word in two ways
LIMIT = 12  # words of a name that are compared
REMEMBERED = 4096  # pairs of names: whoever explains a weight asks again, and lists repeat themselves


@dataclass(frozen=True, slots=True)
class Answer:
    """A word of the first name, the word of the second that answers it, and what that weighs."""

    first: str
    second: str
    weight: float


def compare_names(first: str, second: str) -> Weight:
    """Weigh whether two names as written are one person's name.

    >>> compare_names("Хадижа Умаровна", "خديجة عمر").log10_lr > 2
    True
    >>> compare_names("Абу Умар", "Умар").log10_lr
    -2.0
    """
    one, other = parts_of(first), parts_of(second)
    if not _has_words(one) or not _has_words(other):
        return Weight.silent(KIND, says("one of the two has no letters that can be compared"))
    if _is_letter(one) or _is_letter(other):
        return Weight.silent(KIND, says("a single letter may stand for too many names"))
    compared = comparable(one, other)
    if not compared:
        return Weight(KIND, OTHER_PERSON, _other_person(first, second, (_bearer(one), _bearer(other))))
    weight = sum(_explained(*words) for words in compared)
    return Weight(KIND, weight, _because(first, second, weight))


def parts_of(text: str) -> NameParts:
    """Read a name; a lone patronymic is the father's."""
    parts = read_name(text)
    if parts.given and parts == NameParts(given=parts.given):
        word = parts.given[0]
        end = next((end for end in PATRONYMIC_ENDINGS if word.endswith(end) and len(word) > len(end) + 2), "")
        if len(end) > 2:  # noqa: PLR2004 a bare -ich ends many a plain name
            return NameParts(father=(word.removesuffix(end),))
    return parts


def _own_words(parts: NameParts) -> Words:
    return (*parts.given, *parts.father, *parts.grandfather, *parts.surname)[:LIMIT]


def _beside_father(parts: NameParts) -> Words:
    return (*parts.given, *parts.grandfather, *parts.surname)[:LIMIT]


def _has_words(parts: NameParts) -> bool:
    return any(getattr(parts, part) for part in NameParts.__slots__)


def _is_letter(parts: NameParts) -> bool:
    words = (*_own_words(parts), *parts.father_of, *parts.mother_of, *parts.nisba)
    return len("".join(words)) == 1


def comparable(one: NameParts, other: NameParts) -> list[tuple[Words, Words]]:
    """Return which words are set against which: kunyas against kunyas, a bearer's words against a bearer's.

    Where both have a patronymic, fathers are set against fathers: Umar Hasanovich is not Hasan
    Umarovich. Empty where the two speak of different persons.
    """
    of_child = [(one.father_of, other.father_of), (one.mother_of, other.mother_of)]
    found = [(a[:LIMIT], b[:LIMIT]) for a, b in of_child if a and b]
    if one.patronymic and other.patronymic and one.given and other.given:
        found.append((_beside_father(one), _beside_father(other)))
        found.append((one.father[:LIMIT], other.father[:LIMIT]))
    elif _bearer(one) == _bearer(other) and _own_words(one):
        found.append((_own_words(one), _own_words(other)))
    return found


def _bearer(parts: NameParts) -> str:
    """Return whom the name speaks of, seen from the words in it."""
    if parts.given or parts.surname:
        return "self"
    if parts.father_of:
        return "father of"
    if parts.mother_of:
        return "mother of"
    return "child of" if parts.father else "self"


def _other_person(first: str, second: str, bearer: tuple[str, str]) -> Sentence:
    name = first if bearer[0] != "self" else second
    if "child of" in bearer:
        return says("{name} says whose child somebody is; it is not the same as the father's own name", name=name)
    return says("{name} is a parent called after a child; the child's name is another person's", name=name)


def _explained(one: Words, other: Words) -> float:
    """Weigh by words or as a whole, whichever explains better; where no word answers, the whole speaks.

    A word that nothing answers is weighed mildly beside others that are answered: it may be one more
    name. Alone it is another name, as far as its letters say so.
    """
    return max(by_words(one, other), by_whole(one, other)) if answers(one, other) else by_whole(one, other)


def by_words(one: Words, other: Words) -> float:
    """Weigh the words that answer each other, and what is left of the shorter name."""
    found = answers(one, other)
    return sum(answer.weight for answer in found) + MISSING_WORD * (min(len(one), len(other)) - len(found))


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


def _because(first: str, second: str, weight: float) -> Sentence:
    if weight >= ONE:
        return says("{first} and {second} are spellings of one name", first=first, second=second)
    if weight >= MAYBE:
        return says("{first} and {second} may be spellings of one name", first=first, second=second)
    if weight > -MAYBE:
        return says("the letters of {first} and {second} tell little", first=first, second=second)
    return says("{first} and {second} are different names", first=first, second=second)
