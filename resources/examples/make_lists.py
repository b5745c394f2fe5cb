"""Make the pair of lists in examples/: a hotline's workbook and an orphanage's table, twenty-five rows each.

Usage: python resources/examples/make_lists.py [FOLDER]
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Final

from kintrace.worlds import NamePool, Rules, make_world
from kintrace.worlds.sheets import write_hotline, write_orphanage

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
# One registrar who writes Arabic, some mothers who took another name; this seed gives 25 rows on both sides.
RULES: Final = Rules(namesakes=False, arabic_register=1.0, convert_mother=0.1)
SEED, FAMILIES = 623, 10


def main() -> None:
    """Write hotline.xlsx, orphanage.csv and answers.csv."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES
    world = make_world(NamePool.demo(), seed=SEED, families=FAMILIES, rules=RULES)
    write_hotline(folder / "hotline.xlsx", world.requests)
    write_orphanage(folder / "orphanage.csv", world.children)
    with (folder / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(world.truth[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(world.truth)
    print(f"{len(world.requests)} requests and {len(world.children)} children in {folder}")


if __name__ == "__main__":
    main()
