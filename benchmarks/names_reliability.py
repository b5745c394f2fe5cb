"""When `kintrace names` says 90 %, is it one name nine times in ten? Prints a table a pair of scripts, and draws it.

    python benchmarks/names_reliability.py            names of resources/spelling that were kept back from fitting
    python benchmarks/names_reliability.py FOLDER     and pairs of a folder, in files as names_matcher.py reads them
    python benchmarks/names_reliability.py FOLDER --draw docs/pictures

Pairs are weighed as `kintrace names` weighs them; true pairs and pairs drawn apart count as equally many, as
the stated probability assumes. Within one script only pairs that are spelt differently are asked. The names
kept back chose the curve from score to weight (three numbers a pair of scripts); those of FOLDER chose nothing.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import math
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import numpy as np

from kintrace.evidence.names import compare_names

sys.path.insert(0, str(Path(__file__).parent.parent / "resources/spelling"))

from compile import is_held_out, joined, pairs_of, read_attested, read_names, sample
from learning import random_pairs

SCRIPTS = {"ar": "Arabic", "ru": "Cyrillic", "la": "Latin"}
OTHER, KEPT_BACK = "other names", "kept back from fitting"
MARKS = {OTHER: "a", KEPT_BACK: "b"}
ORDER = ("ar-la", "ru-la", "ar-ru", "la-la", "ru-ru")
EDGES = (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0)  # of the weights that are looked at together
MOST = 1500  # pairs of each kind of one source
Z = 1.96

type Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Bin:
    """Pairs of about one stated probability: what was said of them, and what they were."""

    stated: float
    observed: float
    low: float  # 95 % limits of the share observed
    high: float
    pairs: int
    share: float  # of all pairs, true ones and those drawn apart counting alike


@dataclass(frozen=True, slots=True)
class Reliability:
    """One source of pairs of two scripts."""

    scripts: str
    source: str
    true: int
    apart: int
    bins: tuple[Bin, ...]

    @property
    def error(self) -> float:
        """Expected calibration error: how far the stated probability is off, on average over pairs."""
        return sum(one.share * abs(one.stated - one.observed) for one in self.bins)


def measure(scripts: str, source: str, true: Pairs, apart: Pairs) -> Reliability:
    above, below = (np.array([compare_names(*pair).log10_lr for pair in pairs]) for pairs in (true, apart))
    bins = []
    for low, high in zip((-math.inf, *EDGES), (*EDGES, math.inf), strict=True):
        here, there = (weights[(weights >= low) & (weights < high)] for weights in (above, below))
        if len(here) + len(there):
            bins.append(_bin(here, there, all_true=len(above), all_apart=len(below)))
    return Reliability(scripts, source, len(above), len(below), tuple(bins))


def _bin(true: np.ndarray, apart: np.ndarray, *, all_true: int, all_apart: int) -> Bin:
    """Count a bin as if true pairs and those drawn apart were equally many."""
    counted = np.concatenate([np.full(len(true), 1 / all_true), np.full(len(apart), 1 / all_apart)]) / 2
    stated = 1 / (1 + 10.0 ** -np.concatenate([true, apart]))
    limits = [_balanced(share, all_apart / all_true) for share in wilson(len(true), len(true) + len(apart))]
    observed = _balanced(len(true) / (len(true) + len(apart)), all_apart / all_true)
    return Bin(float(np.average(stated, weights=counted)), observed, *limits, len(counted), float(counted.sum()))


def _balanced(share: float, ratio: float) -> float:
    """Turn a share of true pairs into what it would be if there were as many drawn apart."""
    return share * ratio / (share * ratio + 1 - share)


def wilson(hits: int, tried: int) -> tuple[float, float]:
    """Return the 95 % limits of a share (Wilson 1927)."""
    share, room = hits / tried, Z * Z / tried
    middle = (share + room / 2) / (1 + room)
    width = Z * math.sqrt(share * (1 - share) / tried + room / (4 * tried)) / (1 + room)
    return max(0.0, middle - width), min(1.0, middle + width)


def kept_back() -> Iterator[tuple[str, Pairs, Pairs]]:
    """Yield the open pairs that were kept back from fitting, and as many pairs drawn apart."""
    names = read_names()
    for scripts in ORDER:
        first, second = scripts.split("-")
        # Within one script pairs are few; across scripts attested pairs are all known to the model.
        chosen = joined(names, sample(read_attested())) if first == second else names
        held = {key: spellings for key, spellings in chosen.items() if is_held_out(key)}
        pairs = [(one, other) for one, other in pairs_of(held, first, second) if one != other]
        if first == second:
            pairs = sorted({(min(pair), max(pair)) for pair in pairs})
        yield scripts, _some(pairs), _some(random_pairs(held, first, second))


def of_folder(folder: Path) -> Iterator[tuple[str, Pairs, Pairs]]:
    """Yield the pairs of files NAME_xx2yy.pairs.tsv.gz, those of two scripts together."""
    found: dict[str, dict[str, Pairs]] = defaultdict(lambda: defaultdict(list))
    for path in sorted(folder.glob("*_??2??.pairs.tsv.gz")):
        first, second = path.name.split(".")[0].rpartition("_")[2].split("2")
        turned = f"{first}-{second}" not in ORDER
        with gzip.open(path, "rt", encoding="utf8", newline="\n") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                pair = (row["b"], row["a"]) if turned else (row["a"], row["b"])
                found[f"{second}-{first}" if turned else f"{first}-{second}"][row["kind"]].append(pair)
    for scripts in ORDER:
        if found[scripts]["pos"]:
            yield scripts, _some(found[scripts]["pos"]), _some(found[scripts]["rand"])


def _some(pairs: Pairs) -> Pairs:
    distinct = sorted(set(pairs))
    return distinct if len(distinct) <= MOST else random.Random(20170918).sample(distinct, MOST)


def table(found: Reliability) -> str:
    pairs = f"{found.scripts}  {found.source}: {found.true} true, {found.apart} drawn apart"
    lines = [f"{pairs}; expected calibration error {100 * found.error:.1f} %"]
    for one in found.bins:
        said, was = f"said {100 * one.stated:6.2f} %", f"was {100 * one.observed:6.2f} %"
        lines.append(f"    {said}   {was} ({100 * one.low:.1f}–{100 * one.high:.1f})   {one.pairs} pairs")
    return "\n".join(lines)


# The drawing: both axes run in log odds, so that one in a hundred and one in a thousand are told apart.
SIZE, LEFT, TOP, FOOT = 420, 66, 34, 78
LEAST, GREATEST = -3.2, 4.3
TICKS = (0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 0.9999)
STYLE = """
svg{background:#fff;color:#1d2b33;font:13px system-ui,sans-serif}text{fill:currentColor}
.title{font-weight:600;font-size:15px}.quiet{fill:#52646e;font-size:12px}.grid{stroke:#dde3e6}
.even{stroke:#8b979e;stroke-dasharray:4 4}.a{stroke:#20645a;fill:#20645a}.b{stroke:#9c4218;fill:#fff}
@media (prefers-color-scheme:dark){svg{background:#14191c;color:#e6ecef}.quiet{fill:#a3b2ba}.grid{stroke:#2b353a}
.even{stroke:#6d7980}.a{stroke:#7cc4b6;fill:#7cc4b6}.b{stroke:#f3ad88;fill:#14191c}}
"""


def at(probability: float) -> float:
    """Return how far along an axis a probability stands, 0 to 1."""
    kept = min(max(probability, 1e-9), 1 - 1e-9)
    return (min(max(math.log10(kept / (1 - kept)), LEAST), GREATEST) - LEAST) / (GREATEST - LEAST)


def _x(probability: float) -> float:
    return round(LEFT + SIZE * at(probability), 1)


def _y(probability: float) -> float:
    return round(TOP + SIZE * (1 - at(probability)), 1)


def draw(found: Sequence[Reliability]) -> str:
    """Draw what was stated against what was observed, each source with its own marks; a picture that stands alone."""
    first, second = (SCRIPTS[side] for side in found[0].scripts.split("-"))
    width, height = LEFT + SIZE + 20, TOP + SIZE + FOOT
    said = "; ".join(f"{one.source}: expected calibration error {100 * one.error:.1f} %" for one in found)
    marks = "".join(map(_marks, found))
    key = "".join(_key(one, row) for row, one in enumerate(found))
    title = f"{first}–{second}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img"><title>{title}: probability stated and observed</title><desc>{escape(said)}</desc>'
        f'<style>{STYLE}</style><text class="title" x="{LEFT}" y="20">{title}</text>{_axes()}{marks}{key}</svg>\n'
    )


def _axes() -> str:
    lines = [f'<path class="even" d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}"/>']
    for tick in TICKS:
        told = f"{100 * tick:.10g} %"
        lines.append(f'<path class="grid" d="M{_x(tick)} {TOP}V{TOP + SIZE}M{LEFT} {_y(tick)}H{LEFT + SIZE}"/>')
        lines.append(f'<text class="quiet" x="{_x(tick)}" y="{TOP + SIZE + 16}" text-anchor="middle">{told}</text>')
        lines.append(f'<text class="quiet" x="{LEFT - 6}" y="{_y(tick) + 4}" text-anchor="end">{told}</text>')
    lines.append(f'<text class="quiet" x="{LEFT + SIZE}" y="{TOP + SIZE + 32}" text-anchor="end">stated</text>')
    lines.append(f'<text class="quiet" x="{LEFT - 6}" y="{TOP - 8}" text-anchor="end">observed</text>')
    return "".join(lines)


def _marks(found: Reliability) -> str:
    """Draw a dot a bin, larger the more pairs it holds, and its 95 % limits."""
    drawn, mark = [], MARKS[found.source]
    for one in found.bins:
        x, size = _x(one.stated), round(2.5 + 5 * math.sqrt(one.share), 1)
        drawn.append(f'<path class="{mark}" stroke-width="1.5" d="M{x} {_y(one.low)}V{_y(one.high)}"/>')
        drawn.append(f'<circle class="{mark}" stroke-width="1.5" cx="{x}" cy="{_y(one.observed)}" r="{size}"/>')
    return "".join(drawn)


def _key(found: Reliability, row: int) -> str:
    mark, y = MARKS[found.source], TOP + SIZE + 50 + 18 * row
    told = f"{found.source}: {found.true} true, {found.apart} drawn apart; off by {100 * found.error:.1f} %"
    return f'<circle class="{mark}" cx="{LEFT + 5}" cy="{y - 4}" r="4"/><text x="{LEFT + 16}" y="{y}">{told}</text>'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--draw", type=Path, metavar="FOLDER", help="write one SVG a pair of scripts")
    asked = parser.parse_args()
    sources: list[tuple[str, Iterable[tuple[str, Pairs, Pairs]]]] = [(KEPT_BACK, kept_back())]
    if asked.folder is not None:
        sources.insert(0, (OTHER, of_folder(asked.folder)))
    found: dict[str, list[Reliability]] = defaultdict(list)
    for source, pairs in sources:
        for scripts, true, apart in pairs:
            found[scripts].append(measure(scripts, source, true, apart))
            print(table(found[scripts][-1]), flush=True)
    for scripts, drawn in found.items() if asked.draw is not None else ():
        (asked.draw / f"names-{scripts}.svg").write_text(draw(drawn), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
