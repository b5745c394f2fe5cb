"""What staff put up at the public door, handed over without either side knowing the other.

A room that has something to say calls `put_up`; the room that keeps the mailbox says at start how that is done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kintrace.kernel.errors import WrongUse


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name in the address, its language ("" for all), what kind of text it is, and the text."""

    name: str
    language: str
    kind: str
    text: str


type PutUp = Callable[[Sequence[Sheet]], None]

_ways: list[PutUp] = []


def plug(way: PutUp) -> None:
    """Say how sheets come to the public door; the last word counts."""
    _ways[:] = [way]


def put_up(sheets: Sequence[Sheet]) -> None:
    """Put sheets up, each in the place of the one before it; raises WrongUse where there is no public door."""
    if not _ways:
        raise WrongUse("There is no public door here to put anything up at.")
    _ways[0](sheets)
