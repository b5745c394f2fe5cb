"""Are two spellings names of the same place? For those who compare names without knowing what they name."""

from __future__ import annotations

from kintrace.evidence.places.folding import named
from kintrace.evidence.places.gazetteer import Gazetteer, Place
from kintrace.evidence.places.origin import KIND, told
from kintrace.evidence.places.relation import Relation, relate
from kintrace.evidence.weight import Weight

SAME, LIKELY, DIFFERENT = 3.0, 2.0, -2.0


def compare_place_names(one: str, other: str) -> Weight | None:
    """Weigh whether both spell one place of the gazetteer; None where that cannot be told from the gazetteer.

    A spelling that is not in the table but much like one that is can speak for a place, never against
    it: it may as well be the name of a person.

    >>> round(compare_place_names("Эль-Маядин", "الميادين").log10_lr)
    3
    >>> compare_place_names("Samarra", "Самара").log10_lr, compare_place_names("Умар", "Umar")
    (-2.0, None)
    """
    gazetteer = Gazetteer.load()
    listed = bool(gazetteer.listed(one)), bool(gazetteer.listed(other))
    ours, theirs = gazetteer.find(one), gazetteer.find(other)
    if not ours or not theirs or not any(listed):
        return None
    if _one_place(ours, theirs):
        return Weight(KIND, SAME if all(listed) else LIKELY, told(one, other))
    if not all(listed) or set(ours) & set(theirs) or relate(ours, theirs) is Relation.INSIDE:
        return None
    return Weight(KIND, DIFFERENT, told(one, other))


def _one_place(ours: tuple[Place, ...], theirs: tuple[Place, ...]) -> bool:
    if ours[0].id == theirs[0].id:
        return True
    one_name = named(ours[0].name) == named(theirs[0].name)  # a town and the camp beside it
    return one_name and relate(ours, theirs) is Relation.SAME
