"""A whole world: the list of requests, the list of registered children, and the truth that joins them."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kintrace.worlds.chance import Chance
from kintrace.worlds.families import Child, Family, draw_family
from kintrace.worlds.names import NamePool
from kintrace.worlds.register import registered_children, write_register
from kintrace.worlds.requests import known_children, write_requests
from kintrace.worlds.rules import Rules

type Row = dict[str, str]

COLUMNS: Final = (
    "id", "name", "alias", "sex", "birth_date", "age", "age_date", "father_name", "father_alias", "mother_name",
    "mother_alias", "siblings", "languages", "origin", "birth_place", "last_place", "last_date",
)  # fmt: skip
TRUTH_COLUMNS: Final = ("request_id", "child_id", "registered_siblings")
PERSON_COLUMNS: Final = ("id", "person", "family")


@dataclass(frozen=True, slots=True)
class World:
    """Two line lists and their truth; rows are keyed by column, several values in a cell joined by " | "."""

    requests: list[Row] = field(default_factory=list)
    children: list[Row] = field(default_factory=list)
    truth: list[Row] = field(default_factory=list)
    persons: list[Row] = field(default_factory=list)  # which child each row of both lists is about, and of which family
    everyone: list[str] = field(default_factory=list)  # every child there is, whether any list knows of it or not

    def write_csv(self, folder: Path) -> None:
        """Write requests.csv, children.csv, truth.csv and persons.csv into `folder`, made if need be."""
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / "requests.csv", columns=COLUMNS, rows=self.requests)
        _write(folder / "children.csv", columns=COLUMNS, rows=self.children)
        _write(folder / "truth.csv", columns=TRUTH_COLUMNS, rows=self.truth)
        _write(folder / "persons.csv", columns=PERSON_COLUMNS, rows=self.persons)


def make_world(pool: NamePool, *, seed: int, families: int, rules: Rules | None = None) -> World:
    """Make a world in which relatives ask for `families` families; the same arguments give the same world.

    Whether somebody asks for a family and whether it is registered do not depend on each other: so there are families
    on no list at all, who are known to `everyone` alone.
    """
    rates = Rules() if rules is None else rules
    chance = Chance(seed)
    world = World()
    everyone = families + round(families * rates.unasked_families)
    for number in range(everyone):
        asked = (number + 1) * families // everyone > number * families // everyone
        family = draw_family(chance, pool=pool, rules=rates)
        _add_family(world, family, number=number, chance=chance, asked=asked, pool=pool, rules=rates)
    world.children[:] = chance.shuffled(world.children)
    unheard = (everyone - families) * (1 - rates.family_registered) / rates.family_registered
    for number in range(everyone, everyone + round(unheard)):
        world.everyone.extend(_called(draw_family(chance, pool=pool, rules=rates), number).values())
    return world


def _called(family: Family, number: int) -> dict[int, str]:
    """Return what each child of a family is called in the truth, by its identity in memory."""
    return {id(child): f"P{number:05d}-{place}" for place, child in enumerate(family.children)}


def _add_family(
    world: World, family: Family, *, number: int, chance: Chance, asked: bool, pool: NamePool, rules: Rules
) -> None:
    """Register a family or not, once or twice, and let one or two relatives ask for it.

    Of a child registered twice the truth names the first record; `persons` knows both.
    """
    called = _called(family, number)
    world.everyone.extend(called.values())
    seen = not asked or chance.happens(rules.family_registered)
    found = registered_children(chance, family=family, rules=rules) if seen else []
    ids: dict[int, list[str]] = {id(child): [] for child in found}
    again = rules.registered_twice > 0 and chance.happens(rules.registered_twice)
    for _ in range(2 if again else 1):
        rows = write_register(chance, family=family, found=found, rules=rules, pool=pool)
        for child, row in zip(found, rows, strict=True):
            ids[id(child)].append(f"C{len(world.children):06d}")
            world.children.append({"id": ids[id(child)][-1]} | row)
            world.persons.append(_person(ids[id(child)][-1], called[id(child)]))
    if not asked:
        return
    for _ in range(2 if chance.happens(rules.second_inquirer) else 1):
        known = known_children(chance, family=family, rules=rules)
        for child, row in zip(known, write_requests(chance, family=family, known=known, rules=rules), strict=True):
            request = f"R{len(world.requests):06d}"
            world.requests.append({"id": request} | row)
            world.truth.append(_true_answer(request, child, ids))
            world.persons.append(_person(request, called[id(child)]))


def _true_answer(number: str, child: Child, ids: dict[int, list[str]]) -> Row:
    own = ids.get(id(child), [""])[0]
    siblings = [each for key, found in ids.items() if key != id(child) for each in found]
    return {"request_id": number, "child_id": own, "registered_siblings": " | ".join(siblings)}


def _person(row_id: str, person: str) -> Row:
    return {"id": row_id, "person": person, "family": person.partition("-")[0]}


def _write(path: Path, *, columns: tuple[str, ...], rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
