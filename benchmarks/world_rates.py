"""How alike are two worlds? Prints the marginal rates of one or two folders with requests, children and truth.

Usage: python benchmarks/world_rates.py [A_FOLDER [B_FOLDER]]; without folders, a world as the rules have it.
"""

from __future__ import annotations

import csv
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from kintrace.worlds import NamePool, make_world

type Row = dict[str, str]
type Rates = dict[str, float]

FILLED: Final = (
    "name", "alias", "sex", "father_name", "father_alias", "mother_name", "mother_alias", "siblings", "languages",
    "origin", "birth_place", "last_place",
)  # fmt: skip
NATIVE: Final = frozenset("حصضطعظ")
YEAR, MONTH, DAY = 4, 7, 10  # how many letters a date has, by its precision
TWO, OUTSTANDING = 2, 0.03


def rates(folder: Path) -> Rates:
    """Count everything that can be counted without knowing which spellings belong together."""
    requests, children, truth = (_read(folder / f"{name}.csv") for name in ("requests", "children", "truth"))
    children.sort(key=lambda row: row["id"])
    answers = {row["request_id"]: row for row in truth}
    found = {row["id"]: row for row in children}
    pairs = [(row, found[answers[row["id"]]["child_id"]]) for row in requests if answers[row["id"]]["child_id"]]
    sets = _sets(requests)
    families = _families(children)
    return {
        "requests": len(requests),
        "registered children": len(children),
        **_filled("request", requests),
        **_filled("register", children),
        **_truth(truth, children),
        **_sizes("request set of", [len(rows) for rows in sets]),
        **_sizes("register family of", [len(rows) for rows in families]),
        **_request_values(requests),
        **_spellings(sets, families),
        **_parents(sets, families),
        **_pairs(pairs),
        **_second_inquirers(requests, answers),
        **_frequencies(requests, children),
    }


def _filled(side: str, rows: Sequence[Row]) -> Rates:
    return {f"{side}: {column} filled": _share(row[column] for row in rows) for column in FILLED}


def _truth(truth: Sequence[Row], children: Sequence[Row]) -> Rates:
    asked = Counter(row["child_id"] for row in truth if row["child_id"])
    with_family = [row for row in truth if row["child_id"] or row["registered_siblings"]]
    return {
        "request: child registered": _share(row["child_id"] for row in truth),
        "request: child not, sibling registered": _share(
            not row["child_id"] and row["registered_siblings"] for row in truth
        ),
        "request: registered, if the family is": _share(row["child_id"] for row in with_family),
        "register: asked for": len(asked) / len(children),
        "register: asked for twice, of those": _share(number > 1 for number in asked.values()),
        "register: siblings in truth, mean": statistics.mean(
            len(row["registered_siblings"].split()) // 2 for row in truth
        ),
    }


def _sizes(label: str, sizes: Sequence[int]) -> Rates:
    return {f"{label} {size}": _share(found == size for found in sizes) for size in range(1, 9)}


def _request_values(rows: Sequence[Row]) -> Rates:
    kunyas = [row["father_alias"] for row in rows if row["father_alias"]]
    births = [row["birth_date"] for row in rows]
    return {
        "request: name in three words": _share(len(row["name"].split()) > TWO for row in rows),
        "request: nisba, of kunyas": _share(len(kunya.split()) > TWO for kunya in kunyas),
        "request: birth to the year": _share(len(birth) == YEAR for birth in births),
        "request: birth to the month": _share(len(birth) == MONTH for birth in births),
        "request: born 2007": _share(birth.startswith("2007") for birth in births),
        "request: born 2016 or 2017": _share(birth.startswith(("2016", "2017")) for birth in births),
        "request: born at home, of places": _share(
            row["birth_place"] == row["origin"] for row in rows if row["birth_place"]
        ),
    }


def _spellings(sets: Sequence[Sequence[Row]], families: Sequence[Sequence[Row]]) -> Rates:
    return {
        "request: siblings list spells otherwise": _respelled(sets, name=_given_russian),
        "register: siblings list spells otherwise": _respelled(families, name=_first),
        "request: last place shared in a set": _alike(sets, column="last_place"),
        "request: mothers' names differ in a set": 1 - _alike(sets, column="mother_name"),
        "request: fathers' names differ in a set": 1 - _alike(sets, column="father_name"),
        "register: mothers' names differ in a family": 1 - _alike(families, column="mother_name"),
    }


def _parents(sets: Sequence[Sequence[Row]], families: Sequence[Sequence[Row]]) -> Rates:
    children = [row for rows in families for row in rows]
    kunyas = [row["father_alias"] for row in children if row["father_alias"]]
    umm = [(row["mother_alias"].split()[1], _first(row)) for row in children if row["mother_alias"] and row["name"]]
    named = [row for row in children if row["name"]]
    return {
        "request: kunya names a child of the set": _kunya_inside(sets, name=_given_russian),
        "register: kunya names a child of the family": _kunya_inside(families, name=_first),
        "register: nisba, of kunyas": _share(len(kunya.split()) > TWO for kunya in kunyas),
        "register: Umm names this child": _share(heard == own for heard, own in umm),
        "register: father and kunya": _share(row["father_name"] and row["father_alias"] for row in children),
        "register: name in two words": _share(len(row["name"].split()) > 1 for row in named),
        "register: two languages": _share("|" in row["languages"] for row in children if row["languages"]),
        "register: Arabic script": _share(_is_arabic(rows[0]["last_place"]) for rows in families),
    }


def _pairs(pairs: Sequence[tuple[Row, Row]]) -> Rates:
    errors = [_age_error(sought, found) for sought, found in pairs if len(sought["birth_date"]) == DAY]
    return {
        "pair: age error, mean": statistics.mean(errors),
        "pair: age error, deviation": statistics.pstdev(errors),
        "pair: sex differs": _share(sought["sex"] != found["sex"] for sought, found in pairs if sought["sex"]),
        "pair: alias filled": _share(sought["alias"] for sought, _ in pairs),
    }


def _second_inquirers(requests: Sequence[Row], answers: dict[str, Row]) -> Rates:
    twice: dict[str, list[Row]] = defaultdict(list)
    for row in requests:
        if answers[row["id"]]["child_id"]:
            twice[answers[row["id"]]["child_id"]].append(row)
    both = [rows for rows in twice.values() if len(rows) == TWO]
    columns = ("name", "birth_date", "father_name", "mother_name", "last_place")
    return {f"two requests, one child: same {column}": _alike(both, column=column) for column in columns}


def _frequencies(requests: Sequence[Row], children: Sequence[Row]) -> Rates:
    sought = Counter(_given_russian(row) for row in requests)
    arabic = Counter(_first(row) for row in children if row["name"] and _is_arabic(row["name"]))
    head = [number for _, number in arabic.most_common(50)]
    return {
        "request: commonest given name": max(sought.values()) / len(requests),
        "request: different given names": len(sought) / len(requests),
        "register: commonest name, Arabic": head[0] / arabic.total(),
        "register: ten commonest, Arabic": sum(head[:10]) / arabic.total(),
        "register: fifty commonest, Arabic": sum(head) / arabic.total(),
        "register: of Arabic origin, Arabic": sum(n for name, n in arabic.items() if NATIVE & set(name))
        / arabic.total(),
    }


def _respelled(groups: Iterable[Sequence[Row]], *, name: Callable[[Row], str]) -> float:
    different = []
    for rows in groups:
        for row in rows:
            listed = [part for part in row["siblings"].split(" | ") if part]
            others = [other for other in rows if other is not row]
            if len(listed) == len(others):
                different += [name(other) != said for other, said in zip(others, listed, strict=True) if other["name"]]
    return _share(different)


def _alike(groups: Iterable[Sequence[Row]], *, column: str) -> float:
    return _share(
        one[column] == other[column]
        for rows in groups
        for one, other in combinations(rows, 2)
        if one[column] and other[column]
    )


def _kunya_inside(groups: Iterable[Sequence[Row]], *, name: Callable[[Row], str]) -> float:
    return _share(
        row["father_alias"].split()[1] in {name(other) for other in rows}
        for rows in groups
        for row in rows
        if row["father_alias"]
    )


def _age_error(sought: Row, found: Row) -> float:
    days = date.fromisoformat(found["age_date"]) - date.fromisoformat(sought["birth_date"])
    return int(found["age"]) - days.days / 365.25


def _sets(requests: Sequence[Row]) -> list[list[Row]]:
    """Group the requests of one relative: they follow each other, and each lists all the others."""
    sets, at = [], 0
    while at < len(requests):
        size = 1 + len([part for part in requests[at]["siblings"].split(" | ") if part])
        sets.append(list(requests[at : at + size]))
        at += size
    return sets


def _families(children: Sequence[Row]) -> list[list[Row]]:
    """Group children registered at one place and day with ids that follow each other."""
    families = [[children[0]]]
    for before, row in pairwise(children):
        if (before["last_place"], before["last_date"]) == (row["last_place"], row["last_date"]):
            families[-1].append(row)
        else:
            families.append([row])
    return families


def _given_russian(row: Row) -> str:
    words = row["name"].split()
    return " ".join(words[1:-1] if len(words) > TWO else words[:-1])


def _first(row: Row) -> str:
    return (row["name"].split() or [""])[0]


def _is_arabic(text: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _share(truths: Iterable[object]) -> float:
    counted = [bool(truth) for truth in truths]
    return sum(counted) / len(counted) if counted else 0.0


def _fresh_world() -> Rates:
    spelling = Path(__file__).parents[1] / "resources" / "spelling"
    pool = NamePool.from_pairs(spelling / "ru_la.tsv.gz", spelling / "ar_la.tsv.gz")
    with TemporaryDirectory() as folder:
        make_world(pool, seed=1, families=1600).write_csv(Path(folder))
        return rates(Path(folder))


def main() -> None:
    """Print the table; a mark shows where two worlds differ by more than three in a hundred."""
    tables = [rates(Path(folder)) for folder in sys.argv[1:3]] or [_fresh_world()]
    for label in tables[0]:
        values = [table[label] for table in tables]
        differ = len(values) == TWO and abs(values[0] - values[1]) > OUTSTANDING * max(1, *values)
        print(f"{label:48}" + "".join(f"{value:10.3f}" for value in values) + ("  <" if differ else ""))


if __name__ == "__main__":
    main()
