"""Distil which spellings are attested to be one name from two open lists of name tokens.

    python resources/spelling/distil.py names.sqlite3 persons.txt    write attested.tsv.gz beside this script
    python resources/spelling/distil.py --check                      fail if table and folding have drifted apart

`README.md` says where the two lists come from. Only single name tokens are read, never a whole
name of anybody, and only pairs that the letters do not rule out are kept: both lists hold a few
wrong or spiteful entries.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import sqlite3
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from kintrace.evidence.names.structure import bare_words
from kintrace.evidence.spelling import Script, Spellings, fold, load, script_of

TABLE = Path(__file__).parent / "attested.tsv.gz"
ORDER = (Script.ARABIC, Script.CYRILLIC, Script.LATIN)
LONGEST = 16  # letters
RULED_OUT = -0.5, 0.5  # a pair seen often or once is kept from this weight of its letters on

type Counts = Counter[tuple[str, str]]


def from_romanizer(path: Path) -> Counts:
    """Count pairs (Arabic, Latin) among the name units of arabic-name-romanizer, those from Wikidata (CC0) alone."""
    found: Counts = Counter()
    asked = "SELECT arabic_key, latin, sum(count) FROM units WHERE source = 'wikidata' GROUP BY 1, 2"
    with sqlite3.connect(path) as base:
        for arabic, latin, count in base.execute(asked):
            found.update(dict.fromkeys(_readings(arabic, latin), count))
    return found


def from_persons(path: Path) -> Counts:
    """Count pairs across scripts among the groups of rigour's list of personal names."""
    found: Counts = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        words = [word.strip() for word in line.partition("=>")[0].split(",")]
        for one, other in itertools.combinations(words, 2):
            found.update(dict.fromkeys(_readings(one, other), 1))
    return found


def _readings(one: str, other: str) -> set[tuple[str, str]]:
    """Return the pair as written and without articles, folded; none where both are in one script."""
    scripts = script_of(one), script_of(other)
    if None in scripts or scripts[0] == scripts[1]:
        return set()
    if ORDER.index(scripts[0]) > ORDER.index(scripts[1]):
        one, other = other, one
    read = {(fold(one), fold(other)), ("".join(bare_words(one)), "".join(bare_words(other)))}
    return {pair for pair in read if all(_is_plain(word) for word in pair)}


def _is_plain(word: str) -> bool:
    return 1 < len(word) <= LONGEST and fold(word) == word


def plausible(counts: Counts) -> Counts:
    """Leave out what the letters rule out."""
    pairs = sorted(counts)
    first, second = (Spellings.of([pair[side] for pair in pairs]) for side in (0, 1))
    every = np.arange(len(pairs))
    weights = load().weigh(first, second, rows=every, cols=every).tolist()
    least = {pair: RULED_OUT[counts[pair] == 1] for pair in pairs}
    return Counter({pair: counts[pair] for pair, w in zip(pairs, weights, strict=True) if w >= least[pair]})


def write(counts: Counts) -> None:
    lines = ["one\tother\tcount", *(f"{one}\t{other}\t{counts[one, other]}" for one, other in sorted(counts))]
    with TABLE.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as packed:
        packed.write(("\n".join(lines) + "\n").encode())


def check() -> None:
    """Fail where a spelling of the table would be folded otherwise today."""
    with gzip.open(TABLE, "rt", encoding="utf8") as lines:
        words = {word for line in itertools.islice(lines, 1, None) for word in line.split("\t")[:2]}
    drifted = sorted(word for word in words if fold(word) != word)
    if drifted:
        sys.exit(f"{len(drifted)} spellings of attested.tsv.gz are folded otherwise now, as {drifted[0]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", nargs="*", type=Path, metavar="LIST", help="names.sqlite3 and persons.txt")
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    if asked.check:
        check()
    else:
        units, persons = asked.lists
        write(plausible(from_romanizer(units) + from_persons(persons)))


if __name__ == "__main__":
    main()
