"""A clerk writes names in one script and keeps to one spelling through a document, nearly always."""

from __future__ import annotations

from dataclasses import dataclass, field

from kintrace.worlds.chance import Chance
from kintrace.worlds.names import Name, Script
from kintrace.worlds.places import Place

FATHER_OF = {"cyrillic": "Абу", "arabic": "أبو", "latin": "Abu"}
MOTHER_OF = {"cyrillic": "Умм", "arabic": "أم", "latin": "Umm"}


@dataclass(slots=True)
class Clerk:
    """One document's writer: remembers each spelling, and forgets it at the rate `respelled`."""

    chance: Chance
    script: Script
    respelled: float
    remembered: dict[str, str] = field(default_factory=dict)

    def write(self, name: Name) -> str:
        """Write one name."""
        if name.key not in self.remembered:
            self.remembered[name.key] = self._spell(name)
        return self._spell(name) if self.chance.happens(self.respelled) else self.remembered[name.key]

    def place(self, place: Place) -> str:
        """Write a place."""
        if self.script == "cyrillic":
            return place.cyrillic
        return place.arabic if self.script == "arabic" else place.latin

    def father_of(self, name: Name, nisba: Place | None) -> str:
        """Write a kunya, Abu and a name, with a nisba if one is given."""
        kunya = f"{FATHER_OF[self.script]} {self.write(name)}"
        return kunya if nisba is None else f"{kunya} {self.place(nisba)}"

    def mother_of(self, name: str) -> str:
        """Write Umm and a name already spelled."""
        return f"{MOTHER_OF[self.script]} {name}"

    def _spell(self, name: Name) -> str:
        spellings = name.spellings(self.script)
        return self.chance.weighted([text for text, _ in spellings], [weight for _, weight in spellings])
