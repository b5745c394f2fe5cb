"""Compile `places.csv` into the table the package ships: `python resources/gazetteer/compile.py [--check]`.

With `--check` nothing is written; it ends with 1 if the shipped table is not what `places.csv` yields.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from pathlib import Path

from kintrace.evidence.places.folding import bare, roman, skeletons

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "src/kintrace/evidence/places/gazetteer.json"
TRUSTED = ("latin", "cyrillic", "arabic")
LEAST_SKELETON = 2
CREDITS = (
    "Made by the kintrace editors (CC0-1.0) and from GeoNames, geonames.org (CC-BY-4.0; selected, "
    "renamed and joined); row by row in resources/gazetteer/places.csv"
)

type Row = dict[str, str]


def spellings(row: Row, *columns: str) -> list[str]:
    """Return the spellings that stand in the columns."""
    return [name for column in columns for name in row[column].split(" | ") if name]


def heading(row: Row) -> tuple[str, str, str, str]:
    """Return id, kind, neutral name and area of a place."""
    return row["id"], row["kind"], spellings(row, "latin")[0], row["area"]


def by_name(rows: list[Row]) -> dict[str, list[str]]:
    """Return the ids of each bare name; a name we vouch for is not shared with GeoNames' further spellings."""
    trusted: dict[str, dict[str, None]] = defaultdict(dict)
    others: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        for name in spellings(row, *TRUSTED):
            trusted[bare(name)][row["id"]] = None
        for name in spellings(row, "more"):
            others[bare(name)][row["id"]] = None
    return {name: list(ids) for name, ids in sorted((others | trusted).items()) if name}


def by_skeleton(names: dict[str, list[str]]) -> dict[str, list[tuple[str, str]]]:
    """Return the spellings and ids that share a consonant skeleton."""
    near: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for name, ids in names.items():
        for skeleton in skeletons(name):
            if len(skeleton) >= LEAST_SKELETON:
                near[skeleton] |= {(roman(name), place) for place in ids}
    return {skeleton: sorted(pairs) for skeleton, pairs in sorted(near.items())}


def compiled() -> str:
    """Return the table as it should stand in the package; ends the program where `places.csv` contradicts itself."""
    rows = list(csv.DictReader((HERE / "places.csv").read_text(encoding="utf-8").splitlines()))
    ids = {row["id"] for row in rows}
    lost = sorted({row["area"] for row in rows if row["area"]} - ids)
    if lost or len(ids) < len(rows):
        sys.exit(f"places.csv: areas that are no place: {lost or 'none'}; ids given twice: {len(rows) - len(ids)}")
    places = [(*heading(row), float(row["lat"]), float(row["lon"]), int(row["people"])) for row in rows]
    names = by_name(rows)
    table = {"credits": CREDITS, "places": places, "names": names, "near_names": by_skeleton(names)}
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"


def main() -> None:
    """Write the table, or with `--check` say whether it is as it should be."""
    table = compiled()
    if "--check" not in sys.argv[1:]:
        SHIPPED.write_text(table, encoding="utf-8")
        print(f"wrote {SHIPPED.name}, {len(table) // 1024} kB")
    elif not SHIPPED.is_file() or SHIPPED.read_text(encoding="utf-8") != table:
        sys.exit("gazetteer.json is not what places.csv yields: run python resources/gazetteer/compile.py")


if __name__ == "__main__":
    main()
