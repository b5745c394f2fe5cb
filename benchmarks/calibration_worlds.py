"""Does "90 %" still happen nine times in ten where the world is otherwise than the one the model was fitted on?

    python benchmarks/calibration_worlds.py [--families 1600] [--bins] [WORLD …]

Worlds of names the model was not fitted on, each otherwise in one thing (`kintrace.worlds.variants`):
home, language and nisba going together; a clerk's error that stands with every child of a family;
everybody registered within twenty days. `--bins` adds how often each tenth of probability was right.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kintrace.matching.calibration import Bin, judge, reliability, top_answer
from kintrace.matching.dossier import Dossier, dossier_of
from kintrace.matching.engine import match_lists
from kintrace.matching.match import Ranking
from kintrace.worlds import VARIANTS, NamePool, World, make_world

HERE = Path(__file__).parent
PAIRS = HERE.parent / "resources/spelling/ru_la.tsv.gz", HERE.parent / "resources/spelling/ar_la.tsv.gz"
TODAY = date(2018, 1, 1)
SEED = 11
WORLDS = ("counted", "one-origin", "clerk-errs", "twenty-days")
COLUMNS = ("recall@1", "@10", "found", "absent", "absent, sibling", "top calibration", "log score", "seconds")


@dataclass(frozen=True, slots=True)
class Told:
    """What a matcher reached in one world."""

    figures: tuple[float, ...]  # in the order of COLUMNS
    bins: list[Bin]


def dossiers(rows: Sequence[dict[str, str]]) -> list[Dossier]:
    """Read a world's rows as a list would be read."""
    cells = [{column: tuple(cell.split(" | ")) if cell else () for column, cell in row.items()} for row in rows]
    return [dossier_of(row["id"], cell, today=TODAY) for row, cell in zip(rows, cells, strict=True)]


def measured(world: World) -> Told:
    """Match a world and set the answers against its truth."""
    requests, children = dossiers(world.requests), dossiers(world.children)
    start = time.perf_counter()
    rankings = match_lists(requests, children, words=1)
    seconds = time.perf_counter() - start
    truth = {row["request_id"]: row for row in world.truth}
    right = {number: row["child_id"] for number, row in truth.items()}
    whole = judge(rankings, right)
    present = [r for r in rankings if right[r.request_id]]
    absent = [r for r in rankings if not right[r.request_id]]
    alone = [r for r in absent if not truth[r.request_id]["registered_siblings"]]
    beside = [r for r in absent if truth[r.request_id]["registered_siblings"]]
    said = [said_rightly(some, right) for some in (present, alone, beside)]
    hits = [(held, answer == right[r.request_id]) for r in rankings for answer, held in [top_answer(r)]]
    figures = (whole.recall_at_1, whole.recall_at_10, *said, whole.top_calibration_error, whole.log_score_nats, seconds)
    return Told(figures, reliability(hits))


def said_rightly(rankings: Sequence[Ranking], right: dict[str, str]) -> float:
    """Return the share of requests whose likeliest answer is the true one."""
    return sum(top_answer(r)[0] == right[r.request_id] for r in rankings) / max(len(rankings), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("worlds", nargs="*", metavar="WORLD", help=f"of {', '.join(VARIANTS)}")
    parser.add_argument("--families", type=int, default=1600)
    parser.add_argument("--bins", action="store_true")
    asked = parser.parse_args()
    pool = NamePool.from_pairs(*PAIRS, part="judge")
    print(f"{'world':18}" + "".join(f"{name:>17}" for name in COLUMNS))
    for name in asked.worlds or WORLDS:
        told = measured(make_world(pool, seed=SEED, families=asked.families, rules=VARIANTS[name]))
        print(f"{name:18}" + "".join(f"{figure:17.3f}" for figure in told.figures), flush=True)
        for cut in told.bins if asked.bins else []:
            print(f"{'':18}{cut.count:7} answers held {cut.held:.3f}, right {cut.right:.3f}")


if __name__ == "__main__":
    main()
