"""Fit the spelling model that ships in the package from the open pairs beside this script.

    python resources/spelling/compile.py            write src/kintrace/evidence/spelling/model.npz
    python resources/spelling/compile.py --check    fail if the shipped model was not made from these pairs by this script

Takes under a minute on one core. Expectation maximisation over chains of letter operations, one
model per pair of scripts; then a monotone curve from raw score to weight, fitted on names that
the letter operations were not fitted on.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import itertools
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from learning import bigrams, curve, expectation_maximisation, random_pairs, scores

from kintrace.evidence.spelling.scripts import Script, fold, script_of
from kintrace.evidence.spelling.transducer import LONGEST

HERE = Path(__file__).parent
MODEL = HERE.parents[1] / "src/kintrace/evidence/spelling/model.npz"
COLUMNS = {"ar": Script.ARABIC, "ru": Script.CYRILLIC, "la": Script.LATIN}
PAIRS = (("ar", "la"), ("ru", "la"), ("ar", "ru"), ("la", "la"), ("ru", "ru"), ("ar", "ar"))
MOST_ALIKE = 12  # a counterpart of more spellings is a word, not a name
HELD_OUT = 51  # of 256: one name in five
TOO_RARE = 1e-9  # operations less probable than this are not shipped

type Names = dict[str, dict[str, set[str]]]  # Latin key -> script -> folded spellings


def read_names() -> Names:
    """Join both tables on the Latin spelling; one entry gathers the spellings of one name."""
    names: Names = defaultdict(lambda: defaultdict(set))
    for table, column in (("ar_la", "ar"), ("ru_la", "ru")):
        with gzip.open(HERE / f"{table}.tsv.gz", "rt", encoding="utf8") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                for side in (column, "la"):
                    token = fold(row[side])
                    if token and script_of(row[side]) is COLUMNS[side] and len(token) <= LONGEST - 8:
                        names[row["la"]][side].add(token)
    return names


def pairs_of(names: Names, first: str, second: str) -> list[tuple[str, str]]:
    """Return each pair of spellings once; within one script, spellings that share a counterpart in another."""
    found: dict[tuple[str, str], None] = {}
    if first != second:
        for spellings in names.values():
            found.update(dict.fromkeys(itertools.product(sorted(spellings[first]), sorted(spellings[second]))))
        return list(found)
    for group in _spelled_alike(names, first):
        for one, other in itertools.combinations(sorted(group), 2):
            found[one, other] = found[other, one] = None
        found.update(dict.fromkeys((token, token) for token in sorted(group)))
    return list(found)


def _spelled_alike(names: Names, side: str) -> list[set[str]]:
    """Group spellings of one script by each counterpart they share."""
    groups: dict[str, set[str]] = defaultdict(set)
    for spellings in names.values():
        bridges = sorted(token for other in COLUMNS if other != side for token in spellings[other])
        for bridge in bridges:
            groups[bridge] |= spellings[side]
    return [group for group in groups.values() if 1 <= len(group) <= MOST_ALIKE]


def is_held_out(key: str) -> bool:
    """Tell whether a name is kept for the curve: one in five is."""
    return hashlib.sha256(key.encode()).digest()[0] < HELD_OUT


def fit() -> dict[str, np.ndarray]:
    """Fit everything; the arrays of the shipped file by name."""
    names = read_names()
    fitted = {key: spellings for key, spellings in names.items() if not is_held_out(key)}
    held = {key: spellings for key, spellings in names.items() if is_held_out(key)}
    out: dict[str, np.ndarray] = {"fingerprint": np.array(fingerprint())}
    tokens = {side: sorted({t for spellings in names.values() for t in spellings[side]}) for side in COLUMNS}
    backgrounds = {side: bigrams(tokens[side], script) for side, script in COLUMNS.items()}
    for side, background in backgrounds.items():
        out[f"background_{side}"] = background.log_next.astype(np.float32)
    for first, second in PAIRS:
        scripts = COLUMNS[first], COLUMNS[second]
        model = expectation_maximisation(pairs_of(fitted, first, second), *scripts)
        both = backgrounds[first], backgrounds[second]
        true = scores(model, pairs_of(held, first, second), both)
        chance = scores(model, random_pairs(held, first, second), both)
        u, v = np.nonzero(model.theta > TOO_RARE)
        name = f"{first}_{second}"
        out |= {
            f"{name}_ops": np.stack([u, v]).astype(np.int32),
            f"{name}_theta": model.theta[u, v].astype(np.float32),
            f"{name}_end": np.array(model.end),
            f"{name}_curve": curve(true, chance),
        }
        told = f"{name}: {len(u)} operations, {len(true)} held-out pairs, median weight {np.median(true):.1f}"
        print(told, file=sys.stderr)
    return out


def fingerprint() -> str:
    """Digest everything the model depends on: data, this script, the folding and the transducer."""
    package = MODEL.parent
    sources = [HERE / "ar_la.tsv.gz", HERE / "ru_la.tsv.gz", Path(__file__), HERE / "learning.py"]
    sources += [package / "scripts.py", package / "transducer.py"]
    digest = hashlib.sha256()
    for source in sources:
        digest.update(source.read_bytes())
    return digest.hexdigest()


def main() -> None:
    """Fit and write, or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    if not parser.parse_args().check:
        np.savez_compressed(MODEL, **fit())
    elif str(np.load(MODEL)["fingerprint"]) != fingerprint():
        sys.exit("the spelling model and what it is made from have drifted apart: run resources/spelling/compile.py")


if __name__ == "__main__":
    main()
