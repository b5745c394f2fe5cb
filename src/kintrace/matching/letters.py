"""Which letters of two dossiers' names answer each other: for a person who asks how two names can be one.

It repeats what the letters weigh, word against word. What a match makes of it is less: how common a
name is among the children of the list counts beside the letters (see `alike`).
"""

from __future__ import annotations

from dataclasses import dataclass

from kintrace.evidence.names.explained import WordPair, best_pair
from kintrace.matching.dossier import Dossier
from kintrace.matching.roles import roles_of
from kintrace.matching.wording import written

TOLD = ("given", "surname", "father", "mother")  # the roles whose letters are worth a look


@dataclass(frozen=True, slots=True)
class Spelt:
    """Two words of one role, as they were written, and how their letters answer each other."""

    role: str  # one of TOLD
    sought: str
    found: str
    pair: WordPair


def letters_between(sought: Dossier, found: Dossier) -> tuple[Spelt, ...]:
    """Return for each role the two words that answer each other best; nothing where a side is silent."""
    asked, told = roles_of(sought), roles_of(found)
    spelt = []
    for role in TOLD:
        pair = best_pair(getattr(asked, role), getattr(told, role), part=role)
        if pair is not None and pair.letters.steps:
            one, other = written(pair.first, _texts(sought)), written(pair.second, _texts(found))
            spelt.append(Spelt(role, one, other, pair))
    return tuple(spelt)


def _texts(dossier: Dossier) -> tuple[str, ...]:
    own = (*dossier.names, *dossier.aliases)
    return (*own, *dossier.father_names, *dossier.father_aliases, *dossier.mother_names, *dossier.mother_aliases)
