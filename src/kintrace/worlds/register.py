"""What a registrar in a camp or an orphanage writes about the children of one family found together."""

from __future__ import annotations

from datetime import date

from kintrace.worlds.chance import Chance
from kintrace.worlds.clerk import Clerk
from kintrace.worlds.families import Child, Family
from kintrace.worlds.misheard import Misheard, mishear
from kintrace.worlds.names import NamePool
from kintrace.worlds.places import THEATRE, Community
from kintrace.worlds.rules import Rules

type Row = dict[str, str]

DAYS_A_YEAR = 365.25
DAYS_A_MONTH = 28


def registered_children(chance: Chance, *, family: Family, rules: Rules) -> list[Child]:
    """Draw the children of a registered family who are in the register themselves."""
    return [child for child in family.children if chance.happens(rules.child_registered)]


def write_register(
    chance: Chance, *, family: Family, found: list[Child], rules: Rules, pool: NamePool | None = None
) -> list[Row]:
    """Write the rows of one family, registered in one place, on one day, by one clerk; without ids.

    `pool` is where a clerk who errs takes a wrong name from.
    """
    clerk = Clerk(chance, "arabic" if chance.happens(rules.arabic_register) else "latin", rules.respelled)
    right = chance.happens(rules.same_theatre)
    place = clerk.place(family.lived_in if right else chance.one_of(THEATRE))
    day = _registration_day(chance, rules=rules)
    # A world without errors draws nothing here, so that its seed gives what it always gave.
    errs = rules.clerk_errs > 0 and pool is not None and chance.happens(rules.clerk_errs)
    family, shift = mishear(chance, family=family, pool=pool) if errs and pool is not None else Misheard(family)
    rows = []
    for child in found:
        row = _write_child(clerk, child, family=family, found=found, rules=rules)
        age = round((day - child.born).days / DAYS_A_YEAR + chance.bell(rules.age_error)) + shift
        when = day.isoformat()
        rows.append(row | {"age": str(max(0, age)), "age_date": when, "last_place": place, "last_date": when})
    return rows


def _registration_day(chance: Chance, *, rules: Rules) -> date:
    number = (DAYS_A_MONTH * chance.below(6) + chance.below(DAYS_A_MONTH)) % rules.registration_days
    return date(rules.registration_year, 7 + number // DAYS_A_MONTH, 1 + number % DAYS_A_MONTH)


def _write_child(clerk: Clerk, child: Child, *, family: Family, found: list[Child], rules: Rules) -> Row:
    chance = clerk.chance
    given, father = clerk.write(child.heard), clerk.write(family.father)
    named, kunya = _father(clerk, family=family, rules=rules)
    after = chance.happens(rules.name_with_father if named else rules.name_with_father_unsaid)
    name = f"{given} {father}" if after else given
    mother_name, mother_alias = _mother(clerk, child, family=family, given=given, rules=rules)
    siblings = [clerk.write(other.heard) for other in found if other is not child]
    return {
        "name": name if chance.happens(rules.child_named) else "",
        "alias": "",
        "sex": child.sex,
        "birth_date": "",
        "age": "",
        "age_date": "",
        "father_name": father if named else "",
        "father_alias": kunya,
        "mother_name": mother_name,
        "mother_alias": mother_alias,
        "siblings": " | ".join(siblings) if chance.happens(rules.siblings_listed) else "",
        "languages": _languages(chance, family.community, rules=rules),
        "origin": clerk.place(family.home) if chance.happens(rules.register_origin) else "",
        "birth_place": clerk.place(child.birth_place) if chance.happens(rules.register_birth_place) else "",
        "last_place": "",
        "last_date": "",
    }


def _father(clerk: Clerk, *, family: Family, rules: Rules) -> tuple[bool, str]:
    """Draw whether the father's name is given, and the kunya if one was heard."""
    named, heard, both = rules.father_named, rules.kunya_heard, rules.father_both
    said = clerk.chance.weighted(("name", "kunya", "both", ""), (named, heard, both, 1 - named - heard - both))
    if said not in {"kunya", "both"}:
        return said == "name", ""
    nisba = family.community.nisba if clerk.chance.happens(rules.register_nisba) else None
    return said == "both", clerk.father_of(family.kunya, nisba)


def _mother(clerk: Clerk, child: Child, *, family: Family, given: str, rules: Rules) -> tuple[str, str]:
    named, kunya = rules.mother_named, rules.mother_kunya
    said = clerk.chance.weighted(("name", "kunya", ""), (named, kunya, 1 - named - kunya))
    if said == "name":
        return clerk.write(child.mother.heard), ""
    if said == "":
        return "", ""
    own = clerk.chance.happens(rules.umm_of_own)
    return "", clerk.mother_of(given if own else clerk.write(family.kunya))


def _languages(chance: Chance, community: Community, *, rules: Rules) -> str:
    if not chance.happens(rules.register_languages):
        return ""
    heard = ["rus", "ara"] if community.language == "rus" else [community.language, "rus", "ara"]
    told = chance.shuffled(heard)[: 1 + chance.below(2)]
    if rules.home_language_heard and heard[0] not in told:
        told[0] = heard[0]
    return " | ".join(told)
