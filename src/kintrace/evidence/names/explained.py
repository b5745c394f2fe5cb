"""Two written names set against each other, taken apart: what was structure, which letters answered which.

Everything here repeats `compare_names` step by step over the same functions, so that what is shown
is what was weighed. It is for one pair that somebody looks at, not for lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kintrace.evidence.names.answering import (
    Answer,
    answers,
    as_weighed,
    by_whole,
    differ,
    part_of,
    reads_words,
    share_of,
    without_at,
)
from kintrace.evidence.names.attested import corrected
from kintrace.evidence.names.common import common_share
from kintrace.evidence.names.compare import LIMIT, comparable, compare_names, parts_of
from kintrace.evidence.names.structure import NameParts, Words
from kintrace.evidence.spelling import weigh_tokens
from kintrace.evidence.spelling.answered import Answered, answered
from kintrace.evidence.weight import Weight

FAR = 99.0  # a weight no letters reach: shows which way the table of known spellings holds it


@dataclass(frozen=True, slots=True)
class WordPair:
    """Two words that answered each other, as they were compared (folded), and why they weigh what they do."""

    first: str
    second: str
    part: str  # of the first name: one of PARTS, or "" where whole names were compared as one word
    weight: float
    letters: Answered  # by letters alone; the table of known spellings may have overruled them
    known: bool | None  # whether the table has them as one name; None where it does not know both
    share: float  # of children who bear the name, 0 where it is not among the common ones
    by_chance: float = 0.0  # the share of people that bounds the weight, since other words differ; 0 where none does


@dataclass(frozen=True, slots=True)
class Explained:
    """A weight and all that led to it."""

    weight: Weight
    parts: tuple[NameParts, NameParts]
    pairs: tuple[WordPair, ...]
    unanswered: tuple[Words, Words]  # words of either name that nothing answers

    @property
    def rest(self) -> float:
        """What the weight is beside the sum of its words: structure, and words that nothing answers."""
        return self.weight.log10_lr - sum(pair.weight for pair in self.pairs)


def explain_names(first: str, second: str) -> Explained:
    """Weigh two written names as `compare_names` does, and keep how.

    >>> explained = explain_names("Хадижа Умаровна", "خديجة عمر")
    >>> [(pair.first, pair.second, pair.part) for pair in explained.pairs]
    [('хадижа', 'خديجة', 'given'), ('умар', 'عمر', 'father')]
    """
    one, other = parts_of(first), parts_of(second)
    pairs: list[WordPair] = []
    left: tuple[list[str], list[str]] = ([], [])
    weight = compare_names(first, second)
    compared = comparable(one, other) if weight.said else []
    apart = differ(compared)
    for words in compared:
        found = tuple(_pairs(words, one, apart=apart))
        pairs += found
        for side, own in enumerate(words if found and found[0].part else ()):
            taken = {(pair.first, pair.second)[side] for pair in found}
            left[side].extend(word for word in own if word not in taken)
    unanswered = tuple(left[0]), tuple(left[1])
    return Explained(weight, (one, other), tuple(pairs), unanswered)


def _pairs(words: tuple[Words, Words], parts: NameParts, *, apart: bool) -> Iterator[WordPair]:
    """Take the names word by word or as one word each, as they were weighed."""
    if reads_words(*words):
        for answer, weighed in zip(answers(*words), as_weighed(*words, apart=apart), strict=True):
            pair = word_pair(weighed, part=part_of(answer.first, parts))
            yield pair if weighed == answer else replace(pair, by_chance=share_of(answer))
        return
    single = len(words[0]) == len(words[1]) == 1
    whole = Answer("".join(words[0]), "".join(words[1]), by_whole(*words))
    yield word_pair(whole, part=part_of(whole.first, parts) if single else "")


def best_pair(one: Words, other: Words, *, part: str) -> WordPair | None:
    """Explain the two words that answer each other best; None where none do and there are several to choose from."""
    best = next(iter(answers(one[:LIMIT], other[:LIMIT])), None) if one and other else None
    if best is None and len(one) == len(other) == 1:
        best = Answer(one[0], other[0], by_whole(one, other))
    return None if best is None else word_pair(best, part=part)


def word_pair(answer: Answer, *, part: str = "") -> WordPair:
    """Explain one word that answers another."""
    first, second = answer.first, answer.second
    return WordPair(
        first=first,
        second=second,
        part=part,
        weight=answer.weight,
        letters=_letters(first, second),
        known=_known(first, second),
        share=max(common_share(first), common_share(second)),
    )


def _letters(first: str, second: str) -> Answered:
    """Return how the letters answer, without a feminine -ат where they answer better so."""
    readings = dict.fromkeys(((first, second), (without_at(first), second), (first, without_at(second))))
    return answered(*max(readings, key=lambda words: weigh_tokens(*words) if len(readings) > 1 else 0.0))


def _known(first: str, second: str) -> bool | None:
    if corrected(first, second, -FAR) > -FAR:
        return True
    return False if corrected(first, second, FAR) < FAR else None
