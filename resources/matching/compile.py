"""Fit the matching model that ships in the package, on synthetic worlds made from one seed each.

    python resources/matching/compile.py            write src/kintrace/matching/model.json
    python resources/matching/compile.py --check    fail if the recipe of comparisons has changed since it was fitted

Fitted on worlds whose names come from one half of the open pairs, judged on a world whose names
come from the other half; both sets of figures stand in the file. Takes about three minutes.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from kintrace.matching.calibration import Figures, judge
from kintrace.matching.dossier import Dossier, dossier_of
from kintrace.matching.duplicates import alike_rows, listed
from kintrace.matching.engine import match_lists
from kintrace.matching.model import Model, read_model
from kintrace.matching.posterior import Shares
from kintrace.matching.prepared import Prepared
from kintrace.matching.terms import weigh_terms
from kintrace.matching.together import ORIGIN, honest_power
from kintrace.matching.training import Lesson, fit
from kintrace.matching.training_within import WithinLesson, fit_within
from kintrace.matching.within import Within, WithinModel
from kintrace.worlds import VARIANTS, NamePool, World, make_world

HERE = Path(__file__).parent
MODEL = HERE.parents[1] / "src/kintrace/matching/model.json"
PAIRS = HERE.parent / "spelling/ru_la.tsv.gz", HERE.parent / "spelling/ar_la.tsv.gz"
VERSION = "2026-11-22"
FAMILIES = 1600
FIT_SEEDS, JUDGE_SEEDS = (1, 2), (3,)
TWICE_SEED, TWICE_FAMILIES = 4, 1000  # the world in which children are registered twice
TODAY = date(2018, 1, 1)


def world_of(seed: int, part: str) -> World:
    """Make a world of one half of the names."""
    return make_world(NamePool.from_pairs(*PAIRS, part=part), seed=seed, families=FAMILIES)


def world_twice() -> World:
    """Make a world in which relatives file twice and children are registered twice."""
    pool = NamePool.from_pairs(*PAIRS, part="fit")
    return make_world(pool, seed=TWICE_SEED, families=TWICE_FAMILIES, rules=VARIANTS["registered-twice"])


def dossiers(rows: list[dict[str, str]]) -> list[Dossier]:
    """Read a world's rows as a list would be read."""
    cells = [{column: tuple(cell.split(" | ")) if cell else () for column, cell in row.items()} for row in rows]
    return [dossier_of(row["id"], cell, today=TODAY) for row, cell in zip(rows, cells, strict=True)]


def lesson_of(world: World) -> tuple[Lesson, np.ndarray]:
    """Weigh a world's lists and mark which options are true; the second marks the pairs of witnesses."""
    prepared = Prepared(dossiers(world.requests), dossiers(world.children))
    blocks = [(block, *weigh_terms(prepared.background, block.pairs)) for block in prepared.blocks()]
    rows, cols = (np.concatenate([getattr(block.pairs, side) for block, _, _ in blocks]) for side in ("rows", "cols"))
    row = {dossier.id: number for number, dossier in enumerate(prepared.requests.dossiers)}
    col = {dossier.id: number for number, dossier in enumerate(prepared.register.dossiers)}
    this = {(row[t["request_id"]], col[t["child_id"]]) for t in world.truth if t["child_id"]}
    absent = [t for t in world.truth if not t["child_id"]]
    siblings = {(row[t["request_id"]], col[s]) for t in absent for s in t["registered_siblings"].split(" | ") if s}
    neither = np.zeros(len(row), dtype=bool)
    neither[[row[t["request_id"]] for t in absent if not t["registered_siblings"]]] = True
    pairs = list(zip(rows.tolist(), cols.tolist(), strict=True))
    lesson = Lesson(
        np.concatenate([this for _, this, _ in blocks]),
        np.concatenate([sibling for _, _, sibling in blocks]),
        rows,
        np.array([pair in this for pair in pairs]),
        np.array([pair in siblings for pair in pairs]),
        neither,
        len(prepared.register),
    )
    return lesson, np.concatenate([block.witness for block, _, _ in blocks])


def within_lesson(rows: list[dict[str, str]], world: World, model: Model) -> WithinLesson:
    """Weigh a list against itself and mark which pairs of rows are about one child, or one family."""
    sheet, household = listed(dossiers(rows))
    within = Within(sheet)
    first, second = alike_rows(within, model, household=household)
    this, sibling = within.weigh(first, second)
    known = {told["id"]: (told["person"], told["family"]) for told in world.persons}
    person, family = (np.array([known[row["id"]][place] for row in rows]) for place in (0, 1))
    same = person[first] == person[second]
    return WithinLesson(this, sibling, same, ~same & (family[first] == family[second]), len(rows))


def fitted_model() -> Model:
    """Fit the factors on the worlds for fitting."""
    lessons, witnesses = zip(*[lesson_of(world_of(seed, "fit")) for seed in FIT_SEEDS], strict=True)
    learned = fit(lessons)
    odds = np.exp([*learned.odds_nats, 0.0])
    this, sibling, neither = (float(share) for share in odds / odds.sum())
    sums = [lesson.this[far][:, ORIGIN] @ learned.this[ORIGIN] for lesson, far in zip(lessons, witnesses, strict=True)]
    power = honest_power(np.concatenate(sums))
    start = WithinModel.plain(same_a_row=0.3, siblings_a_row=2.0)
    model = Model(VERSION, learned.this, learned.sibling, Shares(this, sibling, neither), start, power)
    twice = world_twice()
    lists = [within_lesson(rows, twice, model) for rows in (twice.requests, twice.children)]
    return replace(model, within=fit_within(lists))


def figures(model: Model, seeds: tuple[int, ...], part: str) -> Figures:
    """Match a world and judge the answers."""
    world = world_of(seeds[0], part)
    rankings = match_lists(dossiers(world.requests), dossiers(world.children), model=model)
    return judge(rankings, {truth["request_id"]: truth["child_id"] for truth in world.truth})


def main() -> None:
    """Fit and write, or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        try:
            read_model(MODEL.read_text(encoding="utf8"))
        except KeyError as missing:
            sys.exit(f"the matching model has no factor for {missing}: run resources/matching/compile.py")
        return
    model = fitted_model()
    told = {
        "fitted on": f"synthetic worlds {FIT_SEEDS}, one half of the names",
        "there": figures(model, FIT_SEEDS, "fit").rounded(),
        "judged on": f"synthetic world {JUDGE_SEEDS}, the other half of the names",
        "judged": figures(model, JUDGE_SEEDS, "judge").rounded(),
    }
    MODEL.write_text(model.to_json(figures=told), encoding="utf8")
    print(MODEL.read_text(encoding="utf8"))


if __name__ == "__main__":
    main()
