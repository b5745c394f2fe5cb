"""Checks the trail on its own: this one file, Python's standard library, and nothing else of kintrace.

    python -I trail_verifier.py RECORD --anchors anchors.txt

RECORD is the SQLite file, or the lines that `kintrace manage export_trail` wrote. Each entry holds the hash of the one
before and SHA-256 of that and of itself, so whoever changes one has to make all later ones anew; an anchor, a line
`date seq hash` kept elsewhere (on paper 16 signs of the hash do), shows that somebody did.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import lru_cache
from hashlib import sha256
from json.encoder import encode_basestring_ascii as quoted
from pathlib import Path
from typing import Any

FIRST_PREV = "0" * 64
SIGNS_ON_PAPER = 16
COLUMNS = ("seq", "at", "actor", "verb", "subject", "purpose", "prev", "hash")
type Row = Sequence[Any]  # the values of COLUMNS, of whatever kind somebody may have put there
type Anchors = dict[int, list[str]]
type Checked = tuple[int, str, str]  # how many entries, hash of the last, moment of the first that is not anchored


class Broken(Exception):  # named for what happened
    """The first entry that does not hold, and why."""


def hash_of(prev: str, seq: int, *, at: str, actor: str | None, verb: str, subject: str, purpose: str) -> str:
    """Return SHA-256 of the hash before and the entry as JSON, its keys sorted and no space in it."""
    entry = (
        f'{prev}{{"actor":{"null" if actor is None else quoted(actor)},"at":{quoted(at)},"purpose":{quoted(purpose)},'
        f'"seq":{seq:d},"subject":{quoted(subject)},"verb":{quoted(verb)}}}'
    )
    return sha256(entry.encode()).hexdigest()


@lru_cache(maxsize=64)  # most entries share their minute with the one before
def minute(stored: str) -> str:
    """Return a stored moment as it was hashed, such as 2026-11-22T01:44Z; raises ValueError for one told otherwise."""
    if (stored[10:11], stored[16:]) not in {(" ", ":00"), ("T", "Z")}:
        raise ValueError(stored)
    return f"{stored[:10]}T{stored[11:16]}Z"


def check(rows: Iterable[Row], anchors: Anchors) -> Checked:
    """Follow the chain from its first entry; raises Broken at the first that does not hold."""
    last, head, open_since, anchored = 0, FIRST_PREV, "", max(anchors, default=0)
    for seq, stored, actor, verb, subject, purpose, prev, own in rows:
        if seq != last + 1:
            raise Broken(f"entry {last + 1} is missing: entry {seq} follows entry {last}")
        if prev != head:
            raise Broken(f"entry {last + 1} does not follow the one before it")
        try:
            at = minute(stored)
            right = hash_of(head, seq, at=at, actor=actor, verb=verb, subject=subject, purpose=purpose)
        except (TypeError, ValueError) as error:  # a value of another kind than was ever written
            raise Broken(f"entry {last + 1} holds something that no entry holds") from error
        if own != right:
            raise Broken(f"entry {last + 1} ({at}) was changed: its hash does not fit what it says")
        if seq in anchors and not all(map(right.startswith, anchors[seq])):
            raise Broken(f"entry {last + 1} ({at}) is not the one that was anchored: the chain was written anew")
        last, head = seq, right
        open_since = open_since or (at if seq > anchored else "")
    if last < anchored:
        raise Broken(f"entry {last + 1} is missing: the trail ends at {last}, and entry {anchored} was anchored")
    return last, head, open_since


def rows_of(record: Path) -> Iterator[Row]:
    """Yield the entries of a SQLite file or of exported lines; raises Broken where it can be read as neither."""
    try:
        with record.open("rb") as file:
            if not file.peek(15).startswith(b"SQLite format 3"):
                yield from (tuple(map(json.loads(line).get, COLUMNS)) for line in file if line.strip())
                return
        with closing(sqlite3.connect(f"{record.resolve().as_uri()}?mode=ro", uri=True)) as database:
            yield from database.execute(f"SELECT {', '.join(COLUMNS)} FROM access_event ORDER BY seq")  # noqa: S608  # ours  # nosec B608
    except (OSError, ValueError, AttributeError, sqlite3.Error) as error:
        raise Broken(f"{record} cannot be read as a trail ({error}); take a copy of it before anything else") from error


def read_anchors(paths: Iterable[Path]) -> Anchors:
    """Read anchors files; raises Broken for a line that is no anchor."""
    anchors: Anchors = {}
    for path in paths:
        for line in filter(str.strip, path.read_text(encoding="utf-8").splitlines()):
            _, seq, sign = (*line.split(maxsplit=2), "", "", "")[:3]
            sign = sign.replace(" ", "").lower()
            if not seq.isdecimal() or len(sign) < SIGNS_ON_PAPER or set(sign) - set("0123456789abcdef"):
                raise Broken(f"{path}: {line!r} is no anchor; a line reads: date seq hash")
            anchors.setdefault(int(seq), []).append(sign)
    return anchors


def told(record: Path, paths: Sequence[Path]) -> tuple[int, str]:
    """Check a record against anchors files; return 0 or 1, and the sentence that says what was found."""
    try:
        entries, head, since = check(rows_of(record), anchors := read_anchors(paths))
    except (Broken, OSError, ValueError) as error:
        return 1, f"NOT INTACT. {error}"
    held = f"Anchored up to entry {max(anchors)}" if anchors else "Not anchored at all"
    held += f", not since {since}: nobody could tell if later ones were cut off" if since else ""
    return 0, f"Intact: {entries} entries, the last one {head}. {held}."


if __name__ == "__main__":
    words = argparse.ArgumentParser(description="Check the trail of a kintrace record.")
    words.add_argument("record", type=Path)
    words.add_argument("--anchors", type=Path, action="append", default=[], help="may be given several times")
    asked = words.parse_args()
    code, said = told(asked.record, asked.anchors)
    sys.exit(sys.stdout.write(f"{said}\n") and code)
