"""How good and how fast is `kintrace match`? Prints a table; figures beside what is asked of them.

    python benchmarks/match_lists.py                 a synthetic world of names the model was not fitted on
    python benchmarks/match_lists.py FOLDER          a folder with requests.csv, children.csv and truth.csv
    python benchmarks/match_lists.py --growth        the same at 10,000 to 100,000 requests: time and memory as lists
                                                     grow; with --draw FILE.svg also as a drawing

Each run is the whole command, reading to writing, in a process of its own. `truth.csv` has the
columns request_id, child_id (empty: not registered) and registered_siblings.
"""

from __future__ import annotations

import argparse
import csv
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kintrace.worlds import NamePool, make_world

HERE = Path(__file__).parent
PAIRS = HERE.parent / "resources/spelling/ru_la.tsv.gz", HERE.parent / "resources/spelling/ar_la.tsv.gz"
LOOK_AGAIN = 0.2  # seconds between two looks at the memory
SIZES = (3600, 8000, 18200, 36500)  # families: about 10, 22, 50 and 100 thousand requests
WIDTHS = {"requests": 10, "seconds": 10, "processor": 11, "megabytes": 11, "recall_at_1": 12, "recall_at_10": 13}
STYLE = (
    "svg{background:#fff;color:#1d2b33;font:13px system-ui,sans-serif}text{fill:currentColor}.title{font-weight:600}"
    "polyline{fill:none;stroke:#2f7f73;stroke-width:2}circle{fill:#2f7f73}.quiet{fill:#5b6b74}.grid{stroke:#c9d2d6}"
    "@media (prefers-color-scheme:dark){svg{background:#14191c;color:#e6ecef}.quiet{fill:#a3b2ba}.grid{stroke:#2b353a}}"
)
SURE = 0.8
ASKED = {
    "recall_at_1": (">=", 0.60),
    "recall_at_10": (">=", 0.90),
    "found_said": (">=", 0.35),
    "absent_said": (">=", 0.85),
    "absent_sibling_said": (">=", 0.80),
    "top_calibration_error": ("<=", 0.05),
    "sure_share": (">=", 0.10),
    "sure_gap": ("<=", 0.05),
    "log_score_nats": (">=", -1.40),
    "seconds": ("<=", 20.0),
    "megabytes": ("<=", 1536.0),
}


@dataclass
class Answer:
    """What the result file says of one request."""

    ranked: list[tuple[str, float]]
    absent: float = 0.0

    @property
    def top(self) -> tuple[str, float]:
        best = self.ranked[0] if self.ranked else ("", -1.0)
        return ("", self.absent) if self.absent > best[1] else best

    def held(self, child: str) -> float:
        return self.absent if not child else dict(self.ranked).get(child, 0.0)


def run(folder: Path, output: Path) -> dict[str, float]:
    """Run the command and return its seconds, processor seconds and megabytes, of all its processes together."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "kintrace.cli",
        "match",
        folder / "requests.csv",
        folder / "children.csv",
        "-o",
        output,
    ]
    most = 0.0
    with subprocess.Popen(command) as matching:  # noqa: S603 our own command
        while matching.poll() is None:
            most = max(most, held_by(matching.pid))
            time.sleep(LOOK_AGAIN)
    if matching.returncode:
        raise SystemExit(matching.returncode)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": time.perf_counter() - start, "processor": used, "megabytes": most}


def held_by(process: int) -> float:
    """Return the megabytes that a process and those it started hold; what they share counts once (Linux)."""
    here = Path(f"/proc/{process}")
    try:
        own = next(line for line in (here / "smaps_rollup").read_text().splitlines() if line.startswith("Pss:"))
        others = (here / "task" / str(process) / "children").read_text().split()
    except (OSError, StopIteration):  # it has ended meanwhile
        return 0.0
    return int(own.split()[1]) / 1024 + sum(held_by(int(other)) for other in others)


def read_answers(path: Path) -> dict[str, Answer]:
    """Read a result file."""
    answers: dict[str, Answer] = defaultdict(lambda: Answer([]))
    with path.open(encoding="utf8") as file:
        for row in csv.DictReader(file):
            if row["child_id"]:
                answers[row["request_id"]].ranked.append((row["child_id"], float(row["probability"])))
            else:
                answers[row["request_id"]].absent = float(row["probability"])
    return answers


def judge(folder: Path, answers: dict[str, Answer]) -> dict[str, float]:
    """Set answers against the truth; the shares are those of the issue's table."""
    truth = list(csv.DictReader((folder / "truth.csv").open(encoding="utf8")))
    tops = [(answers[t["request_id"]].top[1], answers[t["request_id"]].top[0] == t["child_id"]) for t in truth]
    present = [t for t in truth if t["child_id"]]
    ranks = [[child for child, _ in answers[t["request_id"]].ranked].index(t["child_id"]) + 1
             if t["child_id"] in dict(answers[t["request_id"]].ranked) else math.inf for t in present]  # fmt: skip
    sure = [(held, right) for held, right in tops if held >= SURE]
    said = {t["request_id"]: answers[t["request_id"]].top[0] for t in truth}
    absent = [t for t in truth if not t["child_id"]]
    tenths: dict[int, list[float]] = defaultdict(list)
    for held, right in tops:
        tenths[min(9, int(held * 10))].append(held - right)
    return {
        "requests": len(truth),
        "recall_at_1": share(rank == 1 for rank in ranks),
        "recall_at_10": share(rank <= 10 for rank in ranks),
        "found_said": share(said[t["request_id"]] == t["child_id"] for t in present),
        "absent_said": share(not said[t["request_id"]] for t in absent if not t["registered_siblings"]),
        "absent_sibling_said": share(not said[t["request_id"]] for t in absent if t["registered_siblings"]),
        "top_calibration_error": sum(abs(sum(cut)) for cut in tenths.values()) / len(tops),
        "sure_share": len(sure) / len(tops),
        "sure_gap": abs(share(held for held, _ in sure) - share(right for _, right in sure)),
        "log_score_nats": share(math.log(max(answers[t["request_id"]].held(t["child_id"]), 1e-6)) for t in truth),
    }  # fmt: skip


def share(values: object) -> float:
    """Return the mean; NaN of nothing."""
    numbers = [float(value) for value in values]  # type: ignore[attr-defined]
    return sum(numbers) / len(numbers) if numbers else math.nan


def tell(figures: dict[str, float]) -> None:
    """Print figures beside what is asked."""
    for name, value in figures.items():
        sign, asked = ASKED.get(name, ("", math.nan))
        holds = "" if not sign else "holds" if (value >= asked if sign == ">=" else value <= asked) else "FALLS SHORT"
        wanted = f"{sign} {asked:g}" if sign else ""
        print(f"{name:24}{value:12.4f}  {wanted:10} {holds}")


def world(families: int, folder: Path) -> Path:
    """Write a world of names the model was not fitted on."""
    make_world(NamePool.from_pairs(*PAIRS, part="judge"), seed=11, families=families).write_csv(folder)
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--families", type=int, nargs="+", help="other sizes for --growth")
    parser.add_argument("--draw", type=Path, help="with --growth: the SVG file to write")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        output = Path(place) / "candidates.csv"
        if not asked.growth:
            folder = asked.folder or world(1600, Path(place))
            spent = run(folder, output)
            tell(judge(folder, read_answers(output)) | spent)
            return
        grown = growth(asked.families or SIZES, Path(place))
        if asked.draw is not None:
            asked.draw.write_text(drawing(grown), encoding="utf-8", newline="\n")


def growth(sizes: Sequence[int], place: Path) -> list[dict[str, float]]:
    """Measure and print one line a size."""
    print("".join(f"{name:>{WIDTHS[name]}}" for name in WIDTHS), flush=True)
    grown = []
    for families in sizes:
        folder = world(families, place / str(families))
        spent = run(folder, place / "candidates.csv")
        grown.append(judge(folder, read_answers(place / "candidates.csv")) | spent)
        print(
            "".join(
                f"{grown[-1][name]:>{width}.{3 if name.startswith('recall') else 0}f}" for name, width in WIDTHS.items()
            ),
            flush=True,
        )
    return grown


def drawing(grown: Sequence[dict[str, float]]) -> str:
    """Draw minutes of processor time and memory against the length of the lists, each from 0, with what is allowed."""
    panels = (
        _panel(grown, left=70, title="minutes of processor time", of=lambda one: one["processor"] / 60, allowed=10),
        _panel(grown, left=430, title="gigabytes of memory", of=lambda one: one["megabytes"] / 1024, allowed=6),
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 740 330" width="740" height="330" role="img">'
        "<title>How matching grows with the length of the lists</title>"
        f"<style>{STYLE}</style>{''.join(panels)}</svg>\n"
    )


def _panel(
    grown: Sequence[dict[str, float]], *, left: int, title: str, of: Callable[[dict[str, float]], float], allowed: float
) -> str:
    most = max(one["requests"] for one in grown)
    place = lambda one, value: (left + 260 * one["requests"] / most, 270 - 210 * value / allowed)  # noqa: E731
    points = [place(one, of(one)) for one in grown]
    marks = "".join(f'<circle cx="{x:.0f}" cy="{y:.1f}" r="4"/>' for x, y in points)
    said = "".join(
        f'<text x="{x:.0f}" y="{y - 10:.0f}" text-anchor="end">{of(one):.1f}</text>'
        f'<text class="quiet" x="{x:.0f}" y="288" text-anchor="middle">{one["requests"] / 1000:.0f}</text>'
        for one, (x, y) in zip(grown, points, strict=True)
    )
    line = " ".join(f"{x:.0f},{y:.1f}" for x, y in [(left, 270.0), *points])
    return (
        f'<text class="title" x="{left}" y="24">{title}</text>'
        f'<line class="grid" x1="{left}" y1="60" x2="{left + 260}" y2="60" stroke-dasharray="5 4"/>'
        f'<text class="quiet" x="{left}" y="54">allowed: {allowed:g}</text>'
        f'<line class="grid" x1="{left}" y1="270" x2="{left + 260}" y2="270"/>'
        f'<polyline points="{line}"/>{marks}{said}'
        f'<text class="quiet" x="{left + 130}" y="312" text-anchor="middle">'
        "thousand requests, against about as many children</text>"
    )


if __name__ == "__main__":
    main()
