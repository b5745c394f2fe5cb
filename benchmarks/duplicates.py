"""Are rows of one list about one child recognised? Recall and precision at a probability of a half and of nine tenths.

    python benchmarks/duplicates.py                  synthetic worlds of names the model was not fitted on
    python benchmarks/duplicates.py FOLDER           a folder with requests.csv and truth.csv

A request counts as a duplicate of another where both seek one child. In a FOLDER that is known only
where the child is registered, so pairs of which neither child is registered are left aside.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from kintrace.matching.dossier import Dossier, dossier_of
from kintrace.matching.duplicates import Duplicate, find_duplicates
from kintrace.worlds import VARIANTS, NamePool, make_world

type Rows = Sequence[dict[str, str]]
type Verdict = Callable[[Duplicate], bool | None]

HERE = Path(__file__).parent
PAIRS = HERE.parent / "resources/spelling/ru_la.tsv.gz", HERE.parent / "resources/spelling/ar_la.tsv.gz"
TODAY = date(2018, 1, 1)
SEED = 11
BOUNDS = (0.5, 0.9)
TENTHS = 10


def dossiers(rows: Rows) -> list[Dossier]:
    """Read rows as a list would be read."""
    cells = [{column: tuple(cell.split(" | ")) if cell else () for column, cell in row.items()} for row in rows]
    return [dossier_of(row["id"], cell, today=TODAY) for row, cell in zip(rows, cells, strict=True)]


def tell(name: str, rows: Rows, *, true: int, verdict: Verdict) -> None:
    """Find duplicates and print how many of those that are true were found, and how many found are true."""
    start = time.perf_counter()
    found = [(one.probability, verdict(one)) for one in find_duplicates(dossiers(rows), at_least=0.02)]
    seconds = time.perf_counter() - start
    judged = [(held, right) for held, right in found if right is not None]
    columns = []
    for bound in BOUNDS:
        sure = [right for held, right in judged if held >= bound]
        recall, precision = share(sum(sure), true), share(sum(sure), len(sure))
        columns.append(f"{len(sure):6}{recall:8.3f}{precision:8.3f}")
    tenths = [[pair for pair in judged if min(TENTHS - 1, int(pair[0] * TENTHS)) == tenth] for tenth in range(TENTHS)]
    off = sum(abs(sum(held - right for held, right in cut)) for cut in tenths) / max(len(judged), 1)
    print(f"{name:34}{len(rows):8}{true:8}{''.join(columns)}{off:12.3f}{seconds:9.1f}", flush=True)


def share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


def of_world(variant: str, families: int) -> None:
    pool = NamePool.from_pairs(*PAIRS, part="judge")
    world = make_world(pool, seed=SEED, families=families, rules=VARIANTS[variant])
    person = {row["id"]: row["person"] for row in world.persons}
    for side, rows in (("requests", world.requests), ("children", world.children)):
        times = Counter(person[row["id"]] for row in rows)
        true = sum(count * (count - 1) // 2 for count in times.values())
        tell(f"{variant}, {side}", rows, true=true, verdict=lambda one: person[one.id_a] == person[one.id_b])


def of_folder(folder: Path) -> None:
    rows, truth = (
        list(csv.DictReader((folder / f"{name}.csv").open(encoding="utf8"))) for name in ("requests", "truth")
    )
    child = {row["request_id"]: row["child_id"] for row in truth}
    times = Counter(filter(None, child.values()))

    def verdict(one: Duplicate) -> bool | None:
        first, second = child[one.id_a], child[one.id_b]
        return first == second if first or second else None

    true = sum(count * (count - 1) // 2 for count in times.values())
    tell(f"{folder.name}, requests", rows, true=true, verdict=verdict)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--families", type=int, default=1600)
    asked = parser.parse_args()
    at = "".join(f"{f'at {bound}':>6}{'recall':>8}{'precis.':>8}" for bound in BOUNDS)
    print(f"{'list':34}{'rows':>8}{'true':>8}{at}{'calibration':>12}{'seconds':>9}")
    if asked.folder is not None:
        of_folder(asked.folder)
        return
    for variant in ("counted", "registered-twice", "clerk-errs"):
        of_world(variant, asked.families)


if __name__ == "__main__":
    main()
