"""How well are names found across scripts? `rank` and `score` over the package, as a test bench calls them.

    python benchmarks/names_matcher.py FOLDER [--queries 500]

FOLDER holds sets of three files: NAME.queries.tsv.gz (qid, name, gids divided by |), NAME.gallery.tsv.gz
(gid, name) and NAME.pairs.tsv.gz (a, b, kind: pos, rand or hard).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from kintrace.evidence.names.nearest import nearest_names
from kintrace.evidence.names.whole import WrittenNames, weigh_names

LOOKED_AT = 1500  # names of a gallery that are weighed for a query, beside those that share a word with it
AT_ONCE = 500  # queries


def rank(queries: Sequence[str], gallery: Sequence[str], k: int) -> list[list[int]]:
    """Return for each query the positions in the gallery of its `k` best answers, best first."""
    known = WrittenNames.read(gallery)
    found: list[list[int]] = []
    for start in range(0, len(queries), AT_ONCE):
        asked = WrittenNames.read(queries[start : start + AT_ONCE])
        rows, cols = nearest_names(asked, known, most=max(LOOKED_AT, k))
        weights = weigh_names(asked, known, rows=rows, cols=cols)
        order = np.lexsort((cols, -weights, rows))
        rows, cols = rows[order], cols[order]
        starts = np.searchsorted(rows, np.arange(len(asked.of) + 1))
        found += [cols[a : min(a + k, b)].tolist() for a, b in itertools.pairwise(starts)]
    return found


def score(first: Sequence[str], second: Sequence[str]) -> list[float]:
    """Return the weight that each pair is one name."""
    every = np.arange(len(first))
    return weigh_names(WrittenNames.read(first), WrittenNames.read(second), rows=every, cols=every).tolist()


def read(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf8", newline="\n") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def area(above: np.ndarray, below: np.ndarray) -> float:
    """Return the chance that one of `above` is above one of `below`; ties count half, and without pairs it is nan."""
    if not len(above) or not len(below):
        return float("nan")
    below = np.sort(below)
    sides = np.searchsorted(below, above, "left") + np.searchsorted(below, above, "right")
    return float(sides.mean()) / 2 / len(below)


def figures(folder: Path, name: str, most: int) -> str:
    queries, gallery, pairs = (read(folder / f"{name}.{part}.tsv.gz") for part in ("queries", "gallery", "pairs"))
    queries = queries[:most]
    ids = [row["gid"] for row in gallery]
    ranked = rank([row["name"] for row in queries], [row["name"] for row in gallery], 200)
    first = []
    for row, answers in zip(queries, ranked, strict=True):
        true = set(row["gids"].split("|"))
        first.append(next((at for at, answer in enumerate(answers, start=1) if ids[answer] in true), 10**6))
    weights, kinds = np.array(score([p["a"] for p in pairs], [p["b"] for p in pairs])), [p["kind"] for p in pairs]
    of = {kind: weights[np.array(kinds) == kind] for kind in ("pos", "rand", "hard")}
    places = np.array(first)
    found = "  ".join(f"{(places <= k).mean():.3f}" for k in (1, 10, 200))
    return f"{name:14} {len(queries):5}  {found}  {area(of['pos'], of['rand']):.3f}  {area(of['pos'], of['hard']):.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--sets", nargs="*", help="only these")
    asked = parser.parse_args()
    print(f"{'set':14} {'n':>5}  {'R@1':>5}  {'R@10':>5}  {'R@200':>5}  AUC    AUC against hard")
    for path in sorted(asked.folder.glob("*.queries.tsv.gz")):
        name = path.name.removesuffix(".queries.tsv.gz")
        if not asked.sets or name in asked.sets:
            print(figures(asked.folder, name, asked.queries), flush=True)


if __name__ == "__main__":
    main()
