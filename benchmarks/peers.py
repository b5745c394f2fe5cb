"""How do other programs answer the same requests? Ours beside Splink, nomenklatura, Levenshtein over ICU and BM25.

    python benchmarks/peers.py                    a synthetic world of names the model was not fitted on
    python benchmarks/peers.py FOLDER             a folder with requests.csv, children.csv and truth.csv
    python benchmarks/peers.py FOLDER ours bm25   only some

Each runs in a process of its own, set up as its makers show and as somebody would in a day, over names
romanised by ICU where it reads one script only. A peer that is not installed is named as missing: the
extra `peers` installs them all (benchmarks/README.md says what its compilers need). "found" and
"absent" stay empty for those that rank and never say that nobody is meant.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import math
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

type Row = dict[str, str]
type Ranked = list[tuple[str, float]]  # children with scores, the best first

HERE = Path(__file__).parent
TOP = 10
RERANKED = 20  # candidates of BM25 that nomenklatura puts in order
SAYS_SO = 0.7  # nomenklatura's own bound, from which it calls two entities a match
NAMES = ("name", "alias", "father_name", "father_alias", "mother_name", "mother_alias", "siblings")
PLACES = ("origin", "birth_place", "last_place")
COLUMNS = ("recall@1", "@10", "found", "absent", "absent, sibling", "seconds", "processor", "megabytes")


@dataclass
class Answers:
    """The ranked children of each request, and the requests of which it is said that a child is found."""

    ranked: dict[str, Ranked] = field(default_factory=dict)
    found: set[str] | None = None


def ours(requests: Sequence[Row], children: Sequence[Row]) -> Answers:
    from datetime import date  # noqa: PLC0415 each peer imports what it alone needs

    from kintrace.matching.dossier import dossier_of  # noqa: PLC0415
    from kintrace.matching.engine import match_lists  # noqa: PLC0415

    def dossiers(rows: Sequence[Row]) -> list[Any]:
        cells = [{column: tuple(cell.split(" | ")) if cell else () for column, cell in row.items()} for row in rows]
        return [dossier_of(row["id"], cell, today=date(2018, 1, 1)) for row, cell in zip(rows, cells, strict=True)]

    rankings = match_lists(dossiers(requests), dossiers(children), top=TOP, words=3)
    answers = Answers(found=set())
    for ranking in rankings:
        answers.ranked[ranking.request_id] = [(one.child_id, one.probability) for one in ranking.candidates]
        if ranking.candidates and ranking.candidates[0].probability > ranking.absent:
            answers.found.add(ranking.request_id)
    return answers


def splink(requests: Sequence[Row], children: Sequence[Row]) -> Answers:
    import pandas as pd  # noqa: PLC0415
    import splink.comparison_library as cl  # noqa: PLC0415
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: PLC0415

    latin = romaniser()
    api = DuckDBAPI()
    sides = [("requests", requests), ("children", children)]
    tables = [api.register(pd.DataFrame([flat(row, latin) for row in rows]), table_name=name) for name, rows in sides]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("given", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("father", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("mother", [0.92, 0.8]),
            cl.CustomComparison(output_column_name="born", comparison_levels=born_levels()),
            cl.ExactMatch("sex"),
            cl.JaroWinklerAtThresholds("origin", [0.9]),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("substr(given, 1, 3)"),
            block_on("skeleton"),
            block_on("substr(father, 1, 3)", "sex"),
            block_on("substr(mother, 1, 4)", "sex"),
        ],
    )
    linker = Linker(tables, settings, log_level="ERROR")
    train, sure = linker.training, [block_on("given", "father"), block_on("given", "mother")]
    train.estimate_probability_two_random_records_match(sure, recall=0.3)
    train.estimate_u_using_random_sampling(max_pairs=1e6)
    train.estimate_parameters_using_expectation_maximisation(block_on("given"))
    train.estimate_parameters_using_expectation_maximisation(block_on("father"))
    pairs = linker.inference.predict(threshold_match_probability=0.0001).as_pandas_dataframe()
    scored: dict[str, Ranked] = defaultdict(list)
    sought = {row["id"] for row in requests}
    for one, other, held in zip(pairs["unique_id_l"], pairs["unique_id_r"], pairs["match_probability"], strict=True):
        request, child = (one, other) if one in sought else (other, one)
        scored[request].append((child, float(held)))
    return said_above(requests, scored, bound=0.5)


def born_levels() -> list[dict[str, Any]]:
    return [
        {"sql_condition": "born_l IS NULL OR born_r IS NULL", "label_for_charts": "silent", "is_null_level": True},
        *(
            {"sql_condition": f"abs(born_l - born_r) <= {years}", "label_for_charts": f"within {years}"}
            for years in (0, 1, 3)
        ),
        {"sql_condition": "ELSE", "label_for_charts": "further apart"},
    ]


def nomenklatura(requests: Sequence[Row], children: Sequence[Row]) -> Answers:
    from followthemoney import model  # noqa: PLC0415
    from nomenklatura.matching import get_algorithm  # noqa: PLC0415

    algorithm = get_algorithm("logic-v2")
    config = algorithm.default_config()

    def entity(row: Row) -> Any:  # noqa: ANN401 followthemoney's own class
        person = model.make_entity("Person")
        person.id = row["id"]
        told = {"name": row["name"], "alias": row["alias"], "fatherName": row["father_name"],
                "motherName": row["mother_name"], "birthPlace": row["birth_place"], "birthDate": str(born(row) or ""),
                "gender": {"m": "male", "f": "female"}.get(row["sex"], "")}  # fmt: skip
        for column, cell in told.items():
            for value in filter(None, cell.split(" | ")):
                person.add(column, value)
        return person

    opened = bm25(requests, children, top=RERANKED).ranked
    found = {row["id"]: entity(row) for row in children}
    scored = {}
    for row in requests:
        sought = entity(row)
        scored[row["id"]] = [
            (child, algorithm.compare(sought, found[child], config).score) for child, _ in opened[row["id"]]
        ]
    return said_above(requests, scored, bound=SAYS_SO)


def levenshtein(requests: Sequence[Row], children: Sequence[Row]) -> Answers:
    import numpy as np  # noqa: PLC0415
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415
    from rapidfuzz.process import cdist  # noqa: PLC0415

    latin = romaniser()

    sought, found = (
        [f"{told['given'] or ''} {told['father'] or ''}" for told in (flat(row, latin) for row in rows)]
        for rows in (requests, children)
    )
    answers = Answers()
    for first in range(0, len(sought), 500):
        some = requests[first : first + 500]
        alike = cdist(sought[first : first + 500], found, scorer=Levenshtein.normalized_similarity, workers=-1)
        best = np.argsort(-alike, axis=1, kind="stable")[:, :TOP]
        for row, places, scores in zip(some, best, alike, strict=True):
            answers.ranked[row["id"]] = [(children[place]["id"], float(scores[place])) for place in places]
    return answers


def bm25(requests: Sequence[Row], children: Sequence[Row], *, top: int = TOP) -> Answers:
    import bm25s  # noqa: PLC0415

    latin = romaniser()

    def grams(row: Row) -> list[str]:
        words = latin(" ".join(row[column] for column in (*NAMES, *PLACES))).split()
        return [f" {word} "[at : at + 3] for word in words for at in range(len(word))]

    index = bm25s.BM25()
    index.index([grams(row) for row in children], show_progress=False)
    places, scores = index.retrieve([grams(row) for row in requests], k=top, show_progress=False)
    ranked = {
        row["id"]: [(children[place]["id"], float(score)) for place, score in zip(*both, strict=True)]
        for row, both in zip(requests, zip(places, scores, strict=True), strict=True)
    }
    return Answers(ranked)


@dataclass(frozen=True)
class Peer:
    """One program: what it is called, how it answers, and what has to be installed for it."""

    title: str
    answer: Callable[..., Answers]
    needs: tuple[str, ...]


PEERS = {
    "ours": Peer("kintrace", ours, ("kintrace",)),
    "splink": Peer("Splink 5", splink, ("splink", "pandas", "icu")),
    "nomenklatura": Peer("nomenklatura logic-v2 (of BM25's)", nomenklatura, ("nomenklatura", "bm25s", "icu")),
    "levenshtein": Peer("Levenshtein over ICU", levenshtein, ("rapidfuzz", "icu")),
    "bm25": Peer("BM25, letters by three", bm25, ("bm25s", "icu")),
}


def romaniser() -> Callable[[str], str]:
    """Return what writes any script in plain Latin letters."""
    import icu  # noqa: PLC0415

    written = icu.Transliterator.createInstance("Any-Latin; Latin-ASCII; Lower")
    return lambda text: re.sub(r"[^a-z ]+", " ", str(written.transliterate(text)).replace("'", "").replace("`", ""))


def flat(row: Row, latin: Callable[[str], str]) -> dict[str, Any]:
    """Return a row as one value a column; a request's given name stands in the middle, or first of two."""
    words = latin(row["name"]).split()
    given = words[1] if len(words) > 2 else words[0] if words else ""
    father = (latin(row["father_name"]).split() or [""])[0]
    mother = (latin(row["mother_name"]).split() or [""])[0]
    return {
        "unique_id": row["id"],
        "given": given or None,
        "father": father or None,
        "mother": mother or None,
        "skeleton": re.sub("[aeiouyw]", "", given) or None,
        "born": born(row),
        "sex": row["sex"] or None,
        "origin": latin(row["origin"]).strip() or None,
    }


def born(row: Row) -> int | None:
    """Return the year of birth, as said or from an age."""
    if row["birth_date"]:
        return int(row["birth_date"][:4])
    return int(row["age_date"][:4]) - int(row["age"]) if row["age"] and row["age_date"] else None


def said_above(requests: Sequence[Row], scored: dict[str, Ranked], *, bound: float) -> Answers:
    """Put candidates in order; the best is called found from a bound."""
    ranked = {row["id"]: sorted(scored.get(row["id"], []), key=lambda one: -one[1])[:TOP] for row in requests}
    return Answers(ranked, {request for request, best in ranked.items() if best and best[0][1] >= bound})


def judged(folder: Path, answers: Answers) -> list[float]:
    """Set answers against the truth, in the order of the first columns; NaN where a peer says nothing."""
    truth = read(folder / "truth.csv")
    present = [row for row in truth if row["child_id"]]
    tops = {request: [child for child, _ in best] for request, best in answers.ranked.items()}
    first = [tops[row["request_id"]][:1] == [row["child_id"]] for row in present]
    ten = [row["child_id"] in tops[row["request_id"]] for row in present]
    figures = [mean(first), mean(ten)]
    if answers.found is None:
        return [*figures, *[math.nan] * 3]
    said = answers.found
    absent = [row for row in truth if not row["child_id"]]
    return [
        *figures,
        mean(right and row["request_id"] in said for right, row in zip(first, present, strict=True)),
        mean(row["request_id"] not in said for row in absent if not row["registered_siblings"]),
        mean(row["request_id"] not in said for row in absent if row["registered_siblings"]),
    ]


def mean(values: Any) -> float:  # noqa: ANN401 anything that counts as a number
    numbers = [float(value) for value in values]
    return sum(numbers) / len(numbers) if numbers else math.nan


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


def answer_alone(name: str, folder: Path) -> None:
    """Answer with one peer in this process, and print the figures for whoever started it."""
    start = time.perf_counter()
    answers = PEERS[name].answer(read(folder / "requests.csv"), read(folder / "children.csv"))
    spent = [time.perf_counter() - start, time.process_time(), most_memory()]
    print(json.dumps([*judged(folder, answers), *spent]))


def most_memory() -> float:
    """Return the most memory this process held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def tell(name: str, folder: Path) -> None:
    """Run one peer in a process of its own and print its row."""
    peer = PEERS[name]
    missing = [module for module in peer.needs if importlib.util.find_spec(module) is None]
    if missing:
        print(f"{peer.title:36}missing: {', '.join(missing)} not installed (the extra `peers`)", flush=True)
        return
    words = [sys.executable, __file__, str(folder), "--alone", name]
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 our own script
    if done.returncode:
        print(f"{peer.title:36}failed: {done.stderr.strip().splitlines()[-1][:80]}", flush=True)
        return
    figures = json.loads(done.stdout.splitlines()[-1])
    shares = "".join(f"{figure:10.3f}" if not math.isnan(figure) else f"{'–':>10}" for figure in figures[:4])
    sibling = f"{figures[4]:16.3f}" if not math.isnan(figures[4]) else f"{'–':>16}"
    print(f"{peer.title:36}{shares}{sibling}" + "".join(f"{figure:10.0f}" for figure in figures[5:]), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("only", nargs="*", metavar="PEER", help=f"of {', '.join(PEERS)}")
    parser.add_argument("--alone", choices=[*PEERS], help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.alone is not None:
        answer_alone(given.alone, given.folder)
        return
    print(f"{'':36}" + "".join(f"{name:>{16 if ',' in name else 10}}" for name in COLUMNS))
    with tempfile.TemporaryDirectory() as place:
        folder = given.folder
        if folder is None:
            from kintrace.worlds import NamePool, make_world  # noqa: PLC0415 only where no folder is given

            pairs = HERE.parent / "resources/spelling"
            pool = NamePool.from_pairs(pairs / "ru_la.tsv.gz", pairs / "ar_la.tsv.gz", part="judge")
            folder = Path(place)
            make_world(pool, seed=11, families=1600).write_csv(folder)
        for name in given.only or PEERS:
            tell(name, folder)


if __name__ == "__main__":
    main()
