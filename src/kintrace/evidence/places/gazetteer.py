"""The places of the region, their names in three scripts, and how far apart they are.

The table is compiled from `resources/gazetteer/`. Names used by those who renamed provinces are
spellings like any other; what is shown is always the neutral name.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from rapidfuzz.distance import Levenshtein

from kintrace.evidence.places.folding import bare, loosened, named, roman, skeletons

EARTH_KM = 6371.0
# "Кизляр, Дагестан", "Rusafa (Baghdad)": a name and what it lies in.
_PARTS = re.compile(r"[,;،()/\[\]]+")
_LEAST_ALIKE = {1: 0.9, 2: 0.85, 3: 0.68}  # how alike two spellings must be, by the consonants they share
_LONG_ALIKE = 0.58
_AS_ALIKE = 0.1  # how much less alike than the best another place may be to be meant as well


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """One entry of the gazetteer, of which there is one object; `area` is the id of what contains it, or ""."""

    id: str
    kind: str  # settlement, camp, district, area or country
    name: str
    area: str
    lat: float
    lon: float
    people: int

    @property
    def is_area(self) -> bool:
        """Tell whether it is a stretch of land, whose coordinates say little."""
        return self.kind in {"area", "country"}


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Places and the two tables by which they are found: exact names, then consonant skeletons."""

    places: Mapping[str, Place]
    names: Mapping[str, list[str]]
    near_names: Mapping[str, list[tuple[str, str]]]  # skeleton: (spelling in Latin letters, id of a place)

    @staticmethod
    @lru_cache(maxsize=1)
    def load() -> Gazetteer:
        """Return the gazetteer of the package; read once."""
        table = json.loads(files("kintrace.evidence.places").joinpath("gazetteer.json").read_text(encoding="utf-8"))
        places = {row[0]: Place(*row) for row in table["places"]}
        return Gazetteer(places, table["names"], table["near_names"])

    def find(self, text: str) -> tuple[Place, ...]:
        """Return the places that `text` may name, the most populous first; none where it is not known.

        >>> [place.id for place in Gazetteer.load().find("г. Хасавюрт")]
        ['khasavyurt']
        >>> [place.id for place in Gazetteer.load().find("ولاية الخير")]
        ['deir-ez-zor-governorate']
        """
        return _find(self, text)

    def listed(self, text: str) -> tuple[Place, ...]:
        """Return the places that have just this spelling in the table, most populous first; nothing is guessed."""
        return _listed(self, text)

    def within(self, inner: Place, outer: Place) -> bool:
        """Tell whether `outer` contains `inner`, however many areas lie between."""
        return outer.id in {area.id for area in self.areas_of(inner)}

    def areas_of(self, place: Place) -> Iterator[Place]:
        """Yield what contains a place, the smallest first."""
        while place.area:
            place = self.places[place.area]
            yield place

    def km(self, one: Place, other: Place) -> float:
        """Return the distance between two places; between areas it is that of their middles."""
        return km_between((one.lat, one.lon), (other.lat, other.lon))


def km_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance in km over the globe between two (latitude, longitude) in degrees.

    >>> round(km_between((43.318, 45.694), (42.983, 47.504)))
    151
    """
    (lat1, lon1), (lat2, lon2) = ((math.radians(lat), math.radians(lon)) for lat, lon in (one, other))
    a = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(a))


@lru_cache(maxsize=20_000)
def _find(gazetteer: Gazetteer, text: str) -> tuple[Place, ...]:
    listed = _listed(gazetteer, text)
    if not listed and _PARTS.search(text):
        return _find_parts(gazetteer, text)
    return listed or _by_size(gazetteer.places[place] for place in _guessed(gazetteer, named(text)))


def _listed(gazetteer: Gazetteer, text: str) -> tuple[Place, ...]:
    ids = (gazetteer.names.get(bare(text)) or gazetteer.names.get(named(text))) if bare(text) else ()
    return _by_size(gazetteer.places[place] for place in ids or ())


def _find_parts(gazetteer: Gazetteer, text: str) -> tuple[Place, ...]:
    """Read "Kizlyar, Dagestan": keep the places that lie within another part, else those of the first that is known."""
    parts = [places for part in _PARTS.split(text) if part.strip() and (places := _find(gazetteer, part.strip()))]
    inside = [
        place
        for part in parts
        for place in part
        if any(gazetteer.within(place, outer) for other in parts if other is not part for outer in other)
    ]
    smallest = [place for place in inside if not any(gazetteer.within(other, place) for other in inside)]
    return _by_size(smallest or (parts[0] if parts else ()))


def _guessed(gazetteer: Gazetteer, name: str) -> list[str]:
    forms = (gazetteer.names[form] for form in loosened(name) if form in gazetteer.names)
    return next(forms, None) or _near(gazetteer, name)


def _near(gazetteer: Gazetteer, name: str) -> list[str]:
    """Return the places spelled much like a name that is in no table."""
    alike: dict[str, float] = {}
    for skeleton in skeletons(name) if name else ():
        for spelling, place in gazetteer.near_names.get(skeleton, ()):
            likeness = Levenshtein.normalized_similarity(roman(name), spelling)
            if likeness >= _LEAST_ALIKE.get(len(skeleton), _LONG_ALIKE):
                alike[place] = max(likeness, alike.get(place, 0.0))
    best = max(alike.values(), default=0.0)
    return [place for place, likeness in alike.items() if likeness >= best - _AS_ALIKE]


def _by_size(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(sorted(places, key=lambda place: (-place.people, place.id)))
