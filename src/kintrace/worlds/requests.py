"""What a relative tells a Russian-speaking desk about the children of one family."""

from __future__ import annotations

from datetime import date

from kintrace.worlds.chance import Chance
from kintrace.worlds.clerk import Clerk
from kintrace.worlds.families import Child, Family
from kintrace.worlds.places import THEATRE
from kintrace.worlds.rules import Rules
from kintrace.worlds.russian import patronymic, surname

type Row = dict[str, str]


def known_children(chance: Chance, *, family: Family, rules: Rules) -> list[Child]:
    """Draw the children one relative knows of.

    A wife's relatives know her children alone; those born late are often unknown to everybody at home.
    """
    mothers = list({id(child.mother): child.mother for child in family.children}.values())
    if len(mothers) > 1 and chance.happens(rules.relative_of_one_mother):
        mothers = [chance.one_of(mothers)]
    return [
        child
        for child in family.children
        if any(child.mother is mother for mother in mothers)
        and chance.happens(rules.young_known if child.born.year >= rules.young_since else rules.known_to_relatives)
    ]


def write_requests(chance: Chance, *, family: Family, known: list[Child], rules: Rules) -> list[Row]:
    """Write one relative's requests, one row a child, without ids."""
    clerk = Clerk(chance, "cyrillic", rules.respelled)
    stem = clerk.write(family.surname)
    return [_write_request(clerk, child, stem=stem, family=family, known=known, rules=rules) for child in known]


def _write_request(clerk: Clerk, child: Child, *, stem: str, family: Family, known: list[Child], rules: Rules) -> Row:
    chance = clerk.chance
    father = clerk.write(family.father)
    given = clerk.write(child.name)
    last = surname(stem, woman=child.girl)
    whole = chance.happens(rules.name_with_patronymic)
    nisba = family.community.nisba if chance.happens(rules.request_nisba) else None
    return {
        "name": f"{last} {given} {patronymic(father, woman=child.girl)}" if whole else f"{given} {last}",
        "alias": clerk.write(child.heard) if child.renamed and chance.happens(rules.alias_known) else "",
        "sex": child.sex if chance.happens(rules.request_sex) else "",
        "birth_date": _birth_date(chance, child.born, rules=rules),
        "age": "",
        "age_date": "",
        "father_name": father if chance.happens(rules.request_father) else "",
        "father_alias": clerk.father_of(family.kunya, nisba) if chance.happens(rules.request_kunya) else "",
        "mother_name": clerk.write(child.mother.name) if chance.happens(rules.request_mother) else "",
        "mother_alias": _adopted(clerk, child, rules=rules),
        "siblings": " | ".join(clerk.write(other.name) for other in known if other is not child),
        "languages": family.community.spoken if chance.happens(rules.request_languages) else "",
        "origin": family.home.cyrillic,
        "birth_place": child.birth_place.cyrillic if chance.happens(rules.request_birth_place) else "",
        "last_place": _last_place(chance, family=family, rules=rules),
        "last_date": _news_date(chance, rules=rules).isoformat(),
    }


def _adopted(clerk: Clerk, child: Child, *, rules: Rules) -> str:
    converted = child.mother.heard is not child.mother.name
    return clerk.write(child.mother.heard) if converted and clerk.chance.happens(rules.convert_known) else ""


def _birth_date(chance: Chance, born: date, *, rules: Rules) -> str:
    if chance.happens(rules.birth_year_only):
        wrong = chance.happens(rules.birth_year_wrong)
        return str(born.year + (chance.one_of((-1, 1)) if wrong else 0))
    months = rules.birth_month_only / (1 - rules.birth_year_only)
    return f"{born:%Y-%m}" if chance.happens(months) else born.isoformat()


def _last_place(chance: Chance, *, family: Family, rules: Rules) -> str:
    if not chance.happens(rules.request_last_place):
        return ""
    right = chance.happens(rules.request_place_right)
    return (family.lived_in if right else chance.one_of(THEATRE)).cyrillic


def _news_date(chance: Chance, *, rules: Rules) -> date:
    return date(chance.one_of(rules.news_years), 1 + chance.below(6), 1 + chance.below(28))
