"""The evidence of places: where a family is from, where a child was born, where both were last known to be.

Spellings in three scripts are found in a gazetteer of the region; what is not in it is compared as a
name. How often the register itself names a place decides what an agreement is worth.
"""

from __future__ import annotations

from kintrace.evidence.places.background import PlaceBackground
from kintrace.evidence.places.gazetteer import Gazetteer, Place
from kintrace.evidence.places.movement import compare_last_places
from kintrace.evidence.places.naming import compare_place_names
from kintrace.evidence.places.origin import Names, compare_origins
from kintrace.evidence.places.relation import Relation, relate

__all__ = [
    "Gazetteer",
    "Names",
    "Place",
    "PlaceBackground",
    "Relation",
    "compare_last_places",
    "compare_origins",
    "compare_place_names",
    "relate",
]
