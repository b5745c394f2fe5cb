"""Who is named in a dossier: the words of every name, by whose they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kintrace.evidence.languages import read_nisba
from kintrace.evidence.names import NameParts, read_name
from kintrace.matching.dossier import Dossier

type Words = tuple[str, ...]

ROLES = ("given", "surname", "father", "mother", "kunya", "siblings")


@dataclass(frozen=True, slots=True)
class Roles:
    """Folded words of a dossier by role; `kunya` holds the children that "Abu …" and "Umm …" name."""

    given: Words
    surname: Words  # stem of a surname, and the grandfather from whom it often comes
    father: Words
    mother: Words
    kunya: Words
    siblings: Words
    nisbas: frozenset[str]


def roles_of(dossier: Dossier) -> Roles:
    """Type the words of all names of a dossier.

    A patronymic and a father's name are one statement: both stand under `father`, and whoever
    weighs takes the best of them, not their sum.
    """
    own = [read_name(name) for name in (*dossier.names, *dossier.aliases)]
    father = _parent(dossier.father_names, dossier.father_aliases)
    mother = _parent(dossier.mother_names, dossier.mother_aliases)
    siblings = [read_name(name) for name in dossier.siblings]
    patronymics = [word for name in own for word in name.father]
    return Roles(
        given=_once(word for name in own for word in name.given),
        surname=_once(word for name in own for word in (*name.surname, *name.grandfather)),
        father=_once([*(word for name in father for word in name.given), *patronymics]),
        mother=_once(word for name in mother for word in name.given),
        kunya=_once(word for name in (*father, *mother) for word in (*name.father_of, *name.mother_of)),
        siblings=_once(word for name in siblings for word in name.given),
        nisbas=frozenset(
            key for name in (*own, *father, *mother) for word in name.nisba if (key := read_nisba(word)) is not None
        ),
    )


def _parent(names: Iterable[str], aliases: Iterable[str]) -> list[NameParts]:
    """Read names and aliases alike: an alias that is no kunya is one more name of the parent."""
    return [read_name(name) for name in (*names, *aliases)]


def _once(words: Iterable[str]) -> Words:
    return tuple(dict.fromkeys(words))
