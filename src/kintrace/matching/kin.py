"""The words for what relations weigh: parents, kunyas, brothers and sisters, and whose words they are."""

from __future__ import annotations

from collections import defaultdict

from kintrace.evidence.names import read_name
from kintrace.kernel.says import Sentence, says
from kintrace.matching.dossier import Dossier
from kintrace.matching.roles import Roles, roles_of
from kintrace.matching.sheet import Sheet
from kintrace.matching.wording import MAYBE, ONE_NAME, Answers, joined, written


class KinWords:
    """Says what the families of a request and of a registered child have in common."""

    def __init__(self, requests: Sheet, register: Sheet, answers: Answers, *, household: list[int]) -> None:
        self._requests, self._register, self._answers = requests, register, answers
        self._household = household
        self._members: dict[int, list[Dossier]] = defaultdict(list)
        for number, dossier in zip(household, register.dossiers, strict=True):
            self._members[number].append(dossier)
        self._own: dict[str, Roles] = {}
        self._telling: dict[tuple[str, int], dict[str, tuple[str, str]]] = {}

    def say(self, row: int, col: int, *, weights: dict[str, float]) -> Sentence | None:
        """Return all that is said of relations, the weightiest first; None where a side is silent."""
        said = [
            (abs(weights["father"]), self._parent("father", row, col)),
            (abs(weights["mother"]), self._parent("mother", row, col)),
            (abs(weights["kunya"]), self._kunya(row, col)),
            (abs(weights["siblings"]), self._siblings(row, col)),
        ]
        told = [(weight, sentence) for weight, sentence in said if sentence is not None]
        return joined([sentence for _, sentence in sorted(told, key=lambda part: -part[0])])

    def _parent(self, role: str, row: int, col: int) -> Sentence | None:
        sought, found = getattr(self._requests.roles[row], role), getattr(self._register.roles[col], role)
        if not sought or not found:
            return None
        one, other, ratio = self._answers.best(sought, found)
        asker = self._requests.dossiers[row]
        said, teller = self._told(role, col).get(other, (other.capitalize(), ""))
        asked = written(one, (*_parent_names(role, asker), *asker.names))
        return _as_told(says(_PARENT[role, _likeness(ratio)], sought=asked, found=said), teller)

    def _told(self, role: str, col: int) -> dict[str, tuple[str, str]]:
        """Return how each word of a role is written, and the record it is from if that is a brother's or sister's."""
        if (role, col) not in self._telling:
            words: dict[str, tuple[str, str]] = {}
            child = self._register.dossiers[col]
            # What one child says of its father counts for the others.
            for member in (child, *self._members[self._household[col]]):
                teller = "" if member is child else member.id
                for word in getattr(self._own_roles(member), role):
                    words.setdefault(word, (_written_as(role, word, member), teller))
            self._telling[role, col] = words
        return self._telling[role, col]

    def _own_roles(self, dossier: Dossier) -> Roles:
        """Return what a record itself says, without what its household added."""
        if dossier.id not in self._own:
            self._own[dossier.id] = roles_of(dossier)
        return self._own[dossier.id]

    def _kunya(self, row: int, col: int) -> Sentence | None:
        asker, child = self._requests.roles[row], self._register.roles[col]
        known = (*asker.given, *asker.siblings)
        if not child.kunya or not (asker.kunya or known):
            return None
        told = self._told("kunya", col)
        for words, template in ((asker.kunya, _SAME_KUNYA), (known, _KUNYA_OF_CHILD)):
            one, other, ratio = self._answers.best(words, child.kunya) if words else ("", "", 0.0)
            if ratio >= ONE_NAME:
                text, teller = told.get(other, (other, ""))
                return _as_told(says(template, name=one.capitalize(), found=text), teller)
        return says(_STRANGE_KUNYA, found=told.get(child.kunya[0], (child.kunya[0], ""))[0])

    def _siblings(self, row: int, col: int) -> Sentence | None:
        asker, found = self._requests.roles[row], self._register.roles[col].siblings
        if not found:
            return None
        dossier = self._requests.dossiers[row]
        pairs = [self._answers.best((word,), found) for word in asker.siblings]
        both = [written(one, dossier.siblings) for one, _, ratio in pairs if ratio >= ONE_NAME]
        parts = [says("both sides name the brothers or sisters {names}", names=", ".join(both))] if both else []
        if asker.given:
            own, other, ratio = self._answers.best(asker.given, found)
            if ratio >= ONE_NAME:
                slots = {"sought": written(own, (*dossier.names, *dossier.aliases)), "found": other.capitalize()}
                parts.append(says("the child sought, {sought}, may be this child's brother or sister {found}", **slots))
        if not parts and asker.siblings:
            return says("the brothers and sisters named on the two sides are different")
        return joined(parts)


_SAME_KUNYA = says("the father or mother bears one kunya on both sides: {name}, “{found}”").template
_KUNYA_OF_CHILD = says("“{found}” may be called after {name}, a child of this family").template
_STRANGE_KUNYA = says("“{found}” names nobody the request knows of").template
_PARENT = {
    ("father", "one"): says("the fathers bear one name: {sought}, {found}").template,
    ("father", "maybe"): says("the fathers may bear one name: {sought}, {found}").template,
    ("father", "other"): says("the fathers bear different names: {sought}, {found}").template,
    ("mother", "one"): says("the mothers bear one name: {sought}, {found}").template,
    ("mother", "maybe"): says("the mothers may bear one name: {sought}, {found}").template,
    ("mother", "other"): says("the mothers bear different names: {sought}, {found}").template,
}


def _parent_names(role: str, *dossiers: Dossier) -> tuple[str, ...]:
    """Return the names and aliases of a parent, as they were written."""
    columns = (f"{role}_names", f"{role}_aliases")
    return tuple(text for dossier in dossiers for column in columns for text in getattr(dossier, column))


def _written_as(role: str, word: str, dossier: Dossier) -> str:
    """Return a word of a role as its record writes it: a kunya whole, a name by itself."""
    if role != "kunya":
        return written(word, (*_parent_names(role, dossier), *dossier.names))
    texts = (*_parent_names("father", dossier), *_parent_names("mother", dossier))
    return next((text for text in texts if _names_child(text, word)), word)


def _as_told(sentence: Sentence, teller: str) -> Sentence:
    """Name the record a word comes from where it is not the child's own."""
    if not teller:
        return sentence
    return says("{said} (as {id}, registered with this child, says)", said=sentence, id=teller)


def _names_child(text: str, word: str) -> bool:
    parts = read_name(text)
    return word in parts.father_of or word in parts.mother_of


def _likeness(ratio: float) -> str:
    return "one" if ratio >= ONE_NAME else "maybe" if ratio >= MAYBE else "other"
