"""Write a synthetic world: `python -m kintrace.worlds --seed 7 --families 1600 -o DIR`.

With `--pairs resources/spelling` the names come from tables of transliterated tokens; `--part fit` takes half of them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from kintrace.worlds.names import NamePool
from kintrace.worlds.pairs import Part
from kintrace.worlds.variants import VARIANTS
from kintrace.worlds.world import make_world


def main() -> None:
    """Read the arguments, write the world, say how large it is."""
    parser = argparse.ArgumentParser(prog="python -m kintrace.worlds", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--families", type=int, default=1600, help="families that relatives ask for")
    parser.add_argument(
        "--pairs", type=Path, help="folder with ru_la.tsv.gz and ar_la.tsv.gz; else the curated demo names"
    )
    parser.add_argument("--part", choices=["fit", "judge"], help="use only this half of the names")
    parser.add_argument("--variant", choices=[*VARIANTS], default="counted", help="what is otherwise than counted")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder for the lists and their truth")
    args = parser.parse_args()
    pool = NamePool.demo() if args.pairs is None else _pool(args.pairs, part=args.part)
    world = make_world(pool, seed=args.seed, families=args.families, rules=VARIANTS[args.variant])
    world.write_csv(args.output)
    print(f"{len(world.requests)} requests, {len(world.children)} registered children in {args.output}")  # noqa: T201 (its output)


def _pool(folder: Path, *, part: str | None) -> NamePool:
    half: Part | None = "fit" if part == "fit" else "judge" if part == "judge" else None
    return NamePool.from_pairs(folder / "ru_la.tsv.gz", folder / "ar_la.tsv.gz", part=half)


if __name__ == "__main__":
    main()
