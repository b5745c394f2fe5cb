"""Finding the words of two sides that answer each other, and how they were written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kintrace.evidence.spelling import fold
from kintrace.kernel.says import Sentence, says
from kintrace.matching.alike import Alike
from kintrace.matching.sheet import Sheet

ONE_NAME = 10.0  # a ratio from which two words are called one name
MAYBE = 2.0


class Answers:
    """Which words of the register answer words of the requests, and how well."""

    def __init__(self, requests: Sheet, register: Sheet, likeness: Alike) -> None:
        self._requests, self._register, self._likeness = requests, register, likeness
        self._known: dict[str, dict[str, float]] = {}

    def of(self, word: str) -> dict[str, float]:
        """Return the words of the register that may be one name with a word of the requests, and their ratios.

        None for a word that stands beyond those of its role that are read.
        """
        if word not in self._requests.number:
            return {}
        if word not in self._known:
            answers, ratios = self._likeness.of(self._requests.number[word])
            self._known[word] = {self._register.words[at]: float(r) for at, r in zip(answers, ratios, strict=True)}
        return self._known[word]

    def best(self, sought: Sequence[str], found: Sequence[str]) -> tuple[str, str, float]:
        """Return the two words that answer each other best, and their ratio."""
        best = (sought[0], found[0], -1.0)
        for one in sought:
            answers = self.of(one)
            for other in found:
                ratio = answers.get(other, 0.0)
                if ratio > best[2]:
                    best = one, other, ratio
        return best


def joined(parts: Sequence[Sentence]) -> Sentence | None:
    """Chain sentences, the weightiest first."""
    if not parts:
        return None
    whole = parts[0]
    for part in parts[1:]:
        whole = says("{first}; {then}", first=whole, then=part)
    return whole


def written(word: str, texts: Iterable[str]) -> str:
    """Return the word as somebody wrote it; a stem or a glued compound as it is, with a capital."""
    for text in texts:
        for piece in text.split():
            if fold(piece) == word:
                return piece
    return word.capitalize()
