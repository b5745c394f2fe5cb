"""How `kintrace names A B` explains itself on a screen: structure, then word by word which letters answered which.

Every name, and every pair of letters, stands between direction marks of its own, so that Arabic and
Cyrillic on one line stay in the order they are told in. Lines are broken to the width of the screen.
"""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterable, Iterator

from kintrace.evidence.names import telling
from kintrace.evidence.names.explained import Explained, WordPair, explain_names
from kintrace.evidence.spelling.answered import Step
from kintrace.kernel.says import END_ISOLATE, ISOLATE, Translate

NARROWEST, WIDEST = 30, 100
NOTHING = "–"  # where a letter is answered by none
MINUS = "\N{MINUS SIGN}"


def lines(first: str, second: str, *, translate: Translate, width: int | None = None) -> Iterator[str]:
    """Yield the lines that explain what `compare_names` weighed; `width` in signs, that of the screen unless given."""
    wide = width or width_of_screen()
    explained = explain_names(first, second)
    yield from _wrapped([telling.likelihood(explained.weight.log10_lr).text(translate)], "", wide, between=" ")
    if not explained.weight.said:
        return
    yield ""
    yield translate("How the names are read")
    for text, parts in zip((first, second), explained.parts, strict=True):
        told = [said.text(translate, isolate=True) for said in telling.structure(text, parts)]
        yield from _wrapped([f"{_apart(telling.shown(text))} – {told[0]}", *told[1:]] if told else [], "  ", wide)
    if explained.pairs:
        yield ""
        yield translate("Which letters answered which")
    for pair in explained.pairs:
        yield from pair_lines(pair, translate=translate, width=wide)
    yield from _unanswered(explained, translate=translate, width=wide)


def width_of_screen() -> int:
    """Return how many signs a line may hold."""
    return max(NARROWEST, min(shutil.get_terminal_size((80, 24)).columns, WIDEST))


def pair_lines(pair: WordPair, *, translate: Translate, width: int) -> Iterator[str]:
    """Yield the lines that explain two words that were set against each other."""
    part = telling.PAIR_WORDS.get(pair.part, telling.WHOLE).text(translate)
    yield from _wrapped(
        [f"{_apart(telling.shown(pair.first))} = {_apart(telling.shown(pair.second))} {_signed(pair.weight)}", part],
        "  ",
        width,
    )
    wholes = f"{telling.beside_letters(pair).text(translate)} {_signed(pair.letters.rest)}"
    yield from _wrapped([*map(_step, pair.letters.steps), wholes], "    ", width)
    told = (telling.unwritten(pair), telling.without_ending(pair), telling.known(pair), telling.common(pair))
    notes = [note.text(translate, isolate=True) for note in told if note is not None]
    if pair.known is not None and not pair.by_chance and pair.weight != pair.letters.weight:
        letters, held = _signed(pair.letters.weight), _signed(pair.weight)
        notes.append(f"{translate('Letters alone:')} {letters}. {translate('With the list:')} {held}.")
    yield from _wrapped(notes, "    ", width, between=" ")


def _unanswered(explained: Explained, *, translate: Translate, width: int) -> Iterator[str]:
    """Say which words found no answer, and what that costs where the shorter name has them."""
    left = [_apart(telling.shown(word)) for side in explained.unanswered for word in side]
    if left:
        said = f"{translate('Words that nothing answers:')} {', '.join(left)}"
        yield from _wrapped([f"{said} {_signed(explained.rest)}" if explained.rest else said], "  ", width)


def _step(step: Step) -> str:
    return f"{_apart(step.first or NOTHING)} = {_apart(step.second or NOTHING)} {_signed(step.weight)}"


def _apart(text: str) -> str:
    return f"{ISOLATE}{text}{END_ISOLATE}"


def _signed(weight: float) -> str:
    """Write a weight with its sign, in its own direction."""
    shown = f"{weight:+.1f}".replace("-", MINUS)
    return _apart("0" if shown[1:] == "0.0" else shown)


def _wrapped(parts: Iterable[str], indent: str, width: int, *, between: str = " · ") -> Iterator[str]:
    """Set parts beside one another, and each that does not fit on a line of its own."""
    line = ""
    for part in parts:
        longer = f"{line}{between}{part}" if line else part
        if line and len(indent) + _shown(longer) > width:
            yield indent + line
            longer = part
        line = longer
        while len(indent) + _shown(line) > width and " " in line:
            head, line = _split(line, width - len(indent))
            yield indent + head
    if line:
        yield indent + line


def _split(line: str, room: int) -> tuple[str, str]:
    """Break a line that is too long at its last fitting space, or at its first."""
    at = line.index(" ")
    for place, sign in enumerate(line):
        if sign == " " and _shown(line[:place]) <= room:
            at = place
    return line[:at], line[at + 1 :]


def _shown(text: str) -> int:
    """Count the places a text takes on a screen; marks take none."""
    return sum(unicodedata.category(sign) not in {"Mn", "Me", "Cf"} for sign in text)
