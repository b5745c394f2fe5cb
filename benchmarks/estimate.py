"""How often is the true number of children within what `kintrace estimate` calls likely? Prints a table.

    python benchmarks/estimate.py                 populations of known size, listed in six ways, some of them unkind
    python benchmarks/estimate.py TABLES.json     the entries of a file that hold N_true
    python benchmarks/estimate.py --within [FILE] the children of one list are a population of known size, the other
                                                  lists its samples: of the same populations, or of a file's tables
    python benchmarks/estimate.py --records       records whose matches are uncertain, weighed by a calibrated matcher

Shares stand with their 95 % interval (Wilson): few tables prove little.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kintrace.cli.estimate import answer
from kintrace.estimate import Estimate, ListTable, Records, estimate, estimate_records
from kintrace.estimate.reading import read_tables

LISTS = ("hotline", "committee", "camp", "board")
CHANCES = np.array([0.35, 0.25, 0.20, 0.15])
TABLES, CHILDREN, MANY, SEEDS = 20, 600, 1500, 6
ASKED = 0.75

type Listing = Callable[[np.random.Generator, int], np.ndarray]


def independent(rng: np.random.Generator, children: int) -> np.ndarray:
    return rng.random((children, len(CHANCES))) < CHANCES


def referred(rng: np.random.Generator, children: int) -> np.ndarray:
    seen = independent(rng, children)
    seen[:, 1] |= seen[:, 0] & (rng.random(children) < 0.4)
    return seen


def unequal(rng: np.random.Generator, children: int) -> np.ndarray:
    ease = np.where(rng.random(children) < 0.4, 1.9, 0.475)
    return rng.random((children, len(CHANCES))) < np.minimum(CHANCES * ease[:, None], 0.95)


def unequal_and_referred(rng: np.random.Generator, children: int) -> np.ndarray:
    seen = unequal(rng, children)
    seen[:, 1] |= seen[:, 0] & (rng.random(children) < 0.4)
    return seen


def sparse(rng: np.random.Generator, children: int) -> np.ndarray:
    return rng.random((children, len(CHANCES))) < CHANCES * 0.45


def out_of_reach(rng: np.random.Generator, children: int) -> np.ndarray:
    return independent(rng, children) & (rng.random(children) >= 0.2)[:, None]


WAYS: tuple[Listing, ...] = (independent, referred, unequal, unequal_and_referred, sparse, out_of_reach)


@dataclass(frozen=True)
class Asked:
    """An estimate and the truth."""

    found: Estimate
    truth: int

    @property
    def likely(self) -> tuple[int, int] | None:
        return None if self.found.headline is None else self.found.headline.likely

    @property
    def within(self) -> bool:
        return self.likely is not None and self.likely[0] <= self.truth <= self.likely[1]

    @property
    def too_high(self) -> bool:
        return self.found.headline is not None and self.found.headline.at_least > self.truth


def tell(name: str, asked: Iterable[Asked]) -> None:
    rows = list(asked)
    given = [row for row in rows if row.likely is not None]
    hits = sum(row.within for row in given)
    low, high = wilson(hits, len(given))
    below = sum(row.likely is not None and row.likely[1] < row.truth for row in given)
    widths = [(row.likely[1] - row.likely[0]) / row.truth for row in given if row.likely is not None]
    middle = statistics.median(widths) if widths else math.nan
    too_high = sum(row.too_high for row in rows)
    held = f"{hits / len(given) if given else math.nan:.2f} ({low:.2f} to {high:.2f})"
    print(f"{name:24}{len(rows):8}{len(given):8}{held:>26}{below:8}{middle:10.2f}{too_high:10}")


def wilson(hits: int, many: int) -> tuple[float, float]:
    """Return the 95 % interval of a share."""
    if not many:
        return 0.0, 1.0
    z = 1.96
    middle, reach = hits + z**2 / 2, z * math.sqrt(hits * (many - hits) / many + z**2 / 4)
    return (middle - reach) / (many + z**2), (middle + reach) / (many + z**2)


def table(seen: np.ndarray) -> ListTable:
    patterns = Counter("".join("01"[int(there)] for there in row) for row in seen)
    return ListTable("", LISTS, {pattern: count for pattern, count in patterns.items() if "1" in pattern})


def simulated() -> None:
    everything = []
    for way in WAYS:
        rows = [Asked(estimate(table(way(np.random.default_rng(seed), CHILDREN))), CHILDREN) for seed in range(TABLES)]
        tell(way.__name__.replace("_", " "), rows)
        everything += rows
    tell("together", everything)


def known(path: Path) -> None:
    document = json.loads(path.read_text(encoding="utf8"))
    truths = [entry for entry in document["known_truth"] if "N_true" in entry]
    rows = [
        (entry["id"].partition(":")[0], Asked(answer(table), entry["N_true"]))
        for entry, table in zip(truths, read_tables({"tables": truths}), strict=True)
    ]
    for kind in dict.fromkeys(kind for kind, _ in rows):
        tell(kind, [row for name, row in rows if name == kind])
    tell(f"together (asked {ASKED})", [row for _, row in rows])


def parted(whole: ListTable) -> Iterable[tuple[str, ListTable, int]]:
    """Yield, of each list, its name, what the other lists show of its children, and how many children it has."""
    for which, name in enumerate(whole.lists):
        counts: Counter[str] = Counter()
        for pattern, count in whole.counts.items():
            if pattern[which] == "1":
                counts[pattern[:which] + pattern[which + 1 :]] += count
        seen = {pattern: count for pattern, count in counts.items() if "1" in pattern}
        yield name, ListTable("", (*whole.lists[:which], *whole.lists[which + 1 :]), seen), counts.total()


def within(path: Path | None) -> None:
    everything = []
    for name, wholes in _wholes(path):
        rows = [Asked(estimate(seen), truth) for whole in wholes for _, seen, truth in parted(whole)]
        tell(name, rows)
        everything += rows
    tell(f"together (asked {ASKED})", everything)


def _wholes(path: Path | None) -> Iterable[tuple[str, list[ListTable]]]:
    """Yield tables of four lists and more, by what they have in common."""
    if path is not None:
        tables = read_tables(json.loads(path.read_text(encoding="utf8")).get("tables", []))
        yield from ((one.id, [one]) for one in tables if isinstance(one, ListTable) and one.k >= len(LISTS))
        return
    for way in WAYS:
        drawn = [table(way(np.random.default_rng(seed), MANY)) for seed in range(TABLES // 2)]
        yield way.__name__.replace("_", " "), drawn


def linked() -> None:
    for strength in (14, 10, 7):
        rows, seconds, near, records = [], [], [], []
        for seed in range(SEEDS):
            rng = np.random.default_rng(seed)
            seen = independent(rng, CHILDREN)
            given = weighed(seen, strength, rng)
            records.append(len(given.list_of))
            begun, worked = time.perf_counter(), time.process_time()
            found = estimate_records("", LISTS, given, draws=20, seed=seed)
            seconds.append((time.perf_counter() - begun, time.process_time() - worked))
            rows.append(Asked(found.estimate, CHILDREN))
            near.append(found.known[0] <= int(seen.any(axis=1).sum()) <= found.known[1])
        tell(f"weights near {strength / math.log(10):.1f}", rows)
        wall, cpu = (max(column) for column in zip(*seconds, strict=True))
        print(f"{'':24}children known within their range {sum(near)} of {SEEDS}")
        print(f"{'':24}20 partitions of {max(records)} records: {wall:.1f} s, {cpu:.1f} s of a processor, at most")


def weighed(seen: np.ndarray, strength: float, rng: np.random.Generator) -> Records:
    """Weigh all pairs as a calibrated matcher would: nats ~ N(±s, 2s); pairs under -2 are not listed."""
    child, list_of = np.nonzero(seen)
    one, other = np.triu_indices(len(child), 1)
    apart = list_of[one] != list_of[other]
    one, other = one[apart], other[apart]
    middle = np.where(child[one] == child[other], strength, -strength)
    weights = rng.normal(middle, math.sqrt(2 * strength)) / math.log(10)
    kept = weights > -2
    pairs = zip(one[kept].tolist(), other[kept].tolist(), strict=True)
    return Records(list_of.tolist(), dict(zip(pairs, weights[kept].tolist(), strict=True)), unlisted=-4)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", nargs="?", type=Path)
    parser.add_argument("--records", action="store_true")
    parser.add_argument("--within", action="store_true")
    asked = parser.parse_args()
    print(f"{'':24}{'tables':>8}{'given':>8}{'within what is likely':>26}{'below':>8}{'width/N':>10}{'too high':>10}")
    if asked.records:
        linked()
    elif asked.within:
        within(asked.tables)
    elif asked.tables is not None:
        known(asked.tables)
    else:
        simulated()


if __name__ == "__main__":
    main()
