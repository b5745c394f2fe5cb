"""Sentences with slots.

The maths explains itself in any language without knowing one: it returns a `Sentence`, an
English template with named slots, and whoever shows it passes a translator (gettext's) that
turns the template into another language before the slots are filled. Babel collects the
templates from calls of `says`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

type Slot = str | int | float | Sentence
type Translate = Callable[[str], str]

# What a slot holds may be written right to left inside a left-to-right sentence, or the other way
# round; isolating it keeps the words around it in order (Unicode bidirectional algorithm, 3.1.2).
ISOLATE, END_ISOLATE = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A template and what fills it.

    >>> says("{a} and {b} are one name", a="Умар", b="عمر").template
    '{a} and {b} are one name'
    >>> str(says("one child in {n}", n=40))
    'one child in 40'
    """

    template: str
    slots: Mapping[str, Slot] = field(default_factory=dict)

    def text(self, translate: Translate = str, *, isolate: bool = False) -> str:
        """Fill the slots, translating the template first; `isolate` guards the direction of text slots."""
        filled = {name: _shown(slot, translate, isolate=isolate) for name, slot in self.slots.items()}
        return translate(self.template).format_map(filled) if self.template else ""

    def __str__(self) -> str:
        return self.text()

    def to_json(self) -> dict[str, Any]:
        """Return plain data that `from_json` reads back; for storing beside a weight."""
        slots = {name: slot.to_json() if isinstance(slot, Sentence) else slot for name, slot in self.slots.items()}
        return {"say": self.template, "slots": slots}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Sentence:
        slots = {name: cls.from_json(slot) if isinstance(slot, dict) else slot for name, slot in data["slots"].items()}
        return cls(data["say"], slots)


def says(template: str, **slots: Slot) -> Sentence:
    """Build a sentence; the name that Babel looks for."""
    return Sentence(template, slots)


def _shown(slot: Slot, translate: Translate, *, isolate: bool) -> str:
    if isinstance(slot, Sentence):
        return slot.text(translate, isolate=isolate)
    return f"{ISOLATE}{slot}{END_ISOLATE}" if isolate and isinstance(slot, str) else str(slot)
