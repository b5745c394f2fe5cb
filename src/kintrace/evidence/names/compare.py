"""Are two written names one name? For one pair, with its sentence; lists are weighed by `weigh`.

Structure comes before spelling: a kunya is never its bearer's name, a patronymic is the father's.
Then words are set against words in whatever order they stand, and the whole against the whole.
"""

from __future__ import annotations

from kintrace.evidence.names.answering import differ, weigh_answers
from kintrace.evidence.names.particles import PATRONYMIC_ENDINGS
from kintrace.evidence.names.structure import NameParts, Words, read_name
from kintrace.evidence.weight import Weight
from kintrace.kernel.says import Sentence, says

KIND = "names"
OTHER_PERSON = -2.0  # a kunya or patronymic beside a plain name speaks of somebody else
ONE, MAYBE = 1.0, 0.3  # from which weight two names are called one, or perhaps one
LIMIT = 12  # words of a name that are compared


def compare_names(first: str, second: str) -> Weight:
    """Weigh whether two names as written are one person's name.

    >>> compare_names("Хадижа Умаровна", "خديجة عمر").log10_lr > 2
    True
    >>> compare_names("Абу Умар", "Умар").log10_lr
    -2.0
    """
    one, other = parts_of(first), parts_of(second)
    if not _has_words(one) or not _has_words(other):
        return Weight.silent(KIND, says("one of the two has no letters that can be compared"))
    if _is_letter(one) or _is_letter(other):
        return Weight.silent(KIND, says("a single letter may stand for too many names"))
    compared = comparable(one, other)
    if not compared:
        return Weight(KIND, OTHER_PERSON, _other_person(first, second, (_bearer(one), _bearer(other))))
    apart = differ(compared)
    weight = sum(weigh_answers(*words, parts=(one, other), apart=apart) for words in compared)
    if apart and weight >= MAYBE:
        because = says("{first} and {second} share a word and differ in another", first=first, second=second)
        return Weight(KIND, weight, because)
    return Weight(KIND, weight, _because(first, second, weight))


def parts_of(text: str) -> NameParts:
    """Read a name; a lone patronymic is the father's."""
    parts = read_name(text)
    if parts.given and parts == NameParts(given=parts.given):
        word = parts.given[0]
        end = next((end for end in PATRONYMIC_ENDINGS if word.endswith(end) and len(word) > len(end) + 2), "")
        if len(end) > 2:  # noqa: PLR2004 a bare -ich ends many a plain name
            return NameParts(father=(word.removesuffix(end),))
    return parts


def _own_words(parts: NameParts) -> Words:
    return (*parts.given, *parts.father, *parts.grandfather, *parts.surname)[:LIMIT]


def _beside_father(parts: NameParts) -> Words:
    return (*parts.given, *parts.grandfather, *parts.surname)[:LIMIT]


def _has_words(parts: NameParts) -> bool:
    return any(getattr(parts, part) for part in NameParts.__slots__)


def _is_letter(parts: NameParts) -> bool:
    words = (*_own_words(parts), *parts.father_of, *parts.mother_of, *parts.nisba)
    return len("".join(words)) == 1


def comparable(one: NameParts, other: NameParts) -> list[tuple[Words, Words]]:
    """Return which words are set against which: kunyas against kunyas, a bearer's words against a bearer's.

    Where both have a patronymic, fathers are set against fathers: Umar Hasanovich is not Hasan
    Umarovich. Empty where the two speak of different persons.
    """
    of_child = [(one.father_of, other.father_of), (one.mother_of, other.mother_of)]
    found = [(a[:LIMIT], b[:LIMIT]) for a, b in of_child if a and b]
    if one.patronymic and other.patronymic and one.given and other.given:
        found.append((_beside_father(one), _beside_father(other)))
        found.append((one.father[:LIMIT], other.father[:LIMIT]))
    elif _bearer(one) == _bearer(other) and _own_words(one):
        found.append((_own_words(one), _own_words(other)))
    return found


def _bearer(parts: NameParts) -> str:
    """Return whom the name speaks of, seen from the words in it."""
    if parts.given or parts.surname:
        return "self"
    if parts.father_of:
        return "father of"
    if parts.mother_of:
        return "mother of"
    return "child of" if parts.father else "self"


def _other_person(first: str, second: str, bearer: tuple[str, str]) -> Sentence:
    name = first if bearer[0] != "self" else second
    if "child of" in bearer:
        return says("{name} says whose child somebody is; it is not the same as the father's own name", name=name)
    return says("{name} is a parent called after a child; the child's name is another person's", name=name)


def _because(first: str, second: str, weight: float) -> Sentence:
    if weight >= ONE:
        return says("{first} and {second} are spellings of one name", first=first, second=second)
    if weight >= MAYBE:
        return says("{first} and {second} may be spellings of one name", first=first, second=second)
    if weight > -MAYBE:
        return says("the letters of {first} and {second} tell little", first=first, second=second)
    return says("{first} and {second} are different names", first=first, second=second)
