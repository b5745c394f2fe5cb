"""Words for what `explained` found: whose each word is, how common a name, what the table knew, what a weight means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from kintrace.evidence.names.answering import PARTS
from kintrace.evidence.names.explained import WordPair
from kintrace.evidence.names.particles import ARTICLES, DAUGHTER_OF, DAUGHTER_WORDS, SON_OF, SON_WORDS
from kintrace.evidence.names.structure import LONGEST_NAME, NameParts, Words
from kintrace.evidence.spelling import fold
from kintrace.evidence.weight import Weight
from kintrace.kernel.says import Sentence, says

PART_WORDS: dict[str, Sentence] = {
    "given": says("given name"),
    "father": says("father's name"),
    "grandfather": says("grandfather's name"),
    "surname": says("surname"),
    "father_of": says("kunya, father of"),
    "mother_of": says("kunya, mother of"),
    "nisba": says("where from"),
}
PAIR_WORDS = {
    **PART_WORDS,
    "mother": says("mother's name"),
    **dict.fromkeys(("father_of", "mother_of"), says("the child whom a kunya names")),
}
WHOLE = says("the whole names, each read as one word")
LITTLE = ARTICLES | SON_OF | DAUGHTER_OF | SON_WORDS | DAUGHTER_WORDS
TELLING = 0.05  # a weight below this is no reason for anything
MOST_TOLD = 6  # a ratio of more digits is no longer a number to anybody
SMALL = 10
LONGEST_SHOWN = 80  # signs of a name
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

_PIECES = re.compile(r"[^\s\-‐‑–—,;.·/()\[\]«»“”\"_|:،؛]+")


def structure(text: str, parts: NameParts) -> Iterator[Sentence]:
    """Say of a written name whose each of its words is, and which only bind others."""
    pieces = _PIECES.findall(text[:LONGEST_NAME])
    for part in PARTS:
        words: Words = getattr(parts, part)
        if words:
            said = says("{part}: {words}", part=PART_WORDS[part], words=shown(" ".join(words)))
            longer = [piece for piece in pieces if part in {"father", "surname"} and _is_longer(fold(piece), words)]
            from_words = shown(" ".join(longer))
            yield says("{said} (from {written})", said=said, written=from_words) if longer else said
    own = {word for part in PARTS for word in getattr(parts, part)}
    little = [piece for piece in pieces if fold(piece) in LITTLE and fold(piece) not in own]
    if little:
        yield says("little words that only bind: {words}", words=shown(" ".join(dict.fromkeys(little))))


def shown(text: str) -> str:
    r"""Return a written name as it may stand in a sentence: one line, nothing that moves a cursor, not endless.

    >>> shown("Умар\x1b\n Хасан")
    'Умар Хасан'
    """
    kept = ("" if unicodedata.category(sign) in UNSEEN else sign for sign in " ".join(text[:LONGEST_NAME].split()))
    whole = " ".join("".join(kept).split())
    return whole if len(whole) <= LONGEST_SHOWN else whole[:LONGEST_SHOWN] + "…"


def told(weight: Weight) -> Sentence:
    """Return why a weight is what it is, with its names as they may be shown."""
    slots = {name: shown(slot) if isinstance(slot, str) else slot for name, slot in weight.because.slots.items()}
    return Sentence(weight.because.template, slots)


def _is_longer(folded: str, stems: Sequence[str]) -> bool:
    return any(folded.startswith(stem) and folded != stem for stem in stems)


def likelihood(weight: float) -> Sentence:
    """Say what a weight means."""
    if abs(weight) < TELLING:
        return says("This speaks neither for one name nor for two.")
    if weight >= MOST_TOLD:
        return says("More than a million times likelier if they are one name than if they are two.")
    n = _told(10.0 ** abs(weight))
    if weight > 0:
        return says("About {n} times likelier if they are one name than if they are two.", n=n)
    return says("About {n} times likelier if they are two names than if they are one.", n=n)


def _told(ratio: float) -> str:
    """Round to what can be meant: 2.5, 40, 3,000."""
    if ratio < SMALL:
        return f"{ratio:.1f}"
    size = 10 ** (len(str(int(ratio))) - 1)
    return f"{round(ratio / size) * size:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def known(pair: WordPair) -> Sentence | None:
    """Say what the table of known spellings, or else an open list, has of two words; None where both are silent."""
    if pair.known is None:
        return says("An open list of names has both as one name.") if pair.letters.attested else None
    if pair.known:
        return says("The list of known spellings has both as one name.")
    return says("The list of known spellings has them as two different names.")


def common(pair: WordPair) -> Sentence | None:
    """Say how common the name is; None where the words are two names."""
    if pair.by_chance == 1:
        return says("Many places are called so; other words tell them apart.")
    if pair.weight <= 0:
        return None
    if pair.by_chance:
        n = round(1 / pair.by_chance)
        return says("Since other words differ, it weighs no more than a name that one person in {n} bears.", n=n)
    if pair.share:
        return says("A common name: about one child in {n} bears it.", n=round(1 / pair.share))
    return says("Not among the common names we know of.")


def unwritten(pair: WordPair) -> Sentence | None:
    """Say which letters of one word nothing in the other answers; None where all are answered."""
    letters = [step.first or step.second for step in pair.letters.steps if not (step.first and step.second)]
    if not letters:
        return None
    return says("Written on one side only: {letters}.", letters=", ".join(letters))


def beside_letters(pair: WordPair) -> Sentence:
    """Name what a weight holds besides its letters: the words as wholes; or the floor below which no weight falls."""
    if pair.letters.attested:
        return says("Words as wholes, and known from an open list:")
    if pair.letters.weight < 0 < pair.letters.rest:
        return says("Raised a little, since people make spelling mistakes:")
    return says("Words as wholes:")


def without_ending(pair: WordPair) -> Sentence | None:
    """Say if a feminine -ат had to be read away; None where the words were read as they are."""
    read = sum(len(step.first) + len(step.second) for step in pair.letters.steps)
    if pair.letters.steps and read < min(len(pair.first), 24) + min(len(pair.second), 24):
        return says("Read without the feminine ending -т of the Caucasus.")
    return None
