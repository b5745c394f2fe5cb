"""Checks the trail on its own: this one file, Python's standard library, and nothing else of kintrace.

    python -I trail_verifier.py RECORD --anchors anchors.txt

RECORD is the SQLite file, or what `kintrace manage export_trail` wrote. Each entry holds SHA-256 of itself and the one
before, so whoever changes one makes all later ones anew; an anchor, `date seq hash` kept elsewhere, shows it.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

FIRST_PREV, SIGNS_ON_PAPER = "0" * 64, 16
COLUMNS = ("seq", "at", "actor", "verb", "subject", "purpose", "prev", "hash")
AS_HASHED = """SELECT seq, hash, coalesce(prev, '') || json_object('actor', actor, 'at', CASE WHEN at LIKE
'____-__-__ __:__:00' THEN substr(at, 1, 10) || 'T' || substr(at, 12, 5) || 'Z' END, 'purpose', purpose, 'seq', seq,
'subject', subject, 'verb', verb) FROM access_event ORDER BY rowid"""  # an odd one comes out otherwise
type Row = tuple[Any, Any, bytes]  # number, hash, and what was hashed: the hash before and the entry
type Anchors = dict[int, list[str]]
type Checked = tuple[int, str, str]  # how many entries, hash of the last, moment of the first that is not anchored


class Broken(Exception):  # named for what happened
    """The first entry that does not hold, and why."""


def hash_of(prev: str, seq: int, **said: str | None) -> str:
    """Return SHA-256 of the hash before and the entry (at, actor, verb, subject, purpose) as JSON, sorted, unspaced."""
    entry = json.dumps({"seq": seq, **said}, sort_keys=True, separators=(",", ":"))
    return sha256(f"{prev}{entry}".encode()).hexdigest()


def row_of(line: dict[str, Any]) -> Row:
    """Return an exported line as it was hashed: its moment to the minute, such as 2026-11-22T01:44Z."""
    said = {name: line.get(name) for name in COLUMNS if name not in {"prev", "hash"}}
    if ((at := str(said["at"]))[10:11], at[16:]) in {(" ", ":00"), ("T", "Z")}:
        said["at"] = f"{at[:10]}T{at[11:16]}Z"
    entry = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return line.get("seq"), str(line.get("hash")).encode(), f"{line.get('prev')}{entry}".encode()


def check(rows: Iterable[Row], anchors: Anchors) -> Checked:
    """Follow the chain from its first entry; raises Broken at the first that does not hold."""
    last, head, open_since, anchored = 0, FIRST_PREV.encode(), "", max(anchors, default=0)
    for seq, own, said in rows:
        if seq != last + 1:
            raise Broken(f"entry {last + 1} is missing: entry {seq} follows entry {last}")
        if said[:65] != head + b"{":
            raise Broken(f"entry {last + 1} does not follow the one before it")
        right = sha256(said).hexdigest().encode()
        if own != right:
            raise Broken(f"entry {last + 1} ({moment(said)}) was changed: its hash does not fit what it says")
        if seq in anchors and not all(map(right.decode().startswith, anchors[seq])):
            raise Broken(f"entry {last + 1} ({moment(said)}) is not the one that was anchored: all is written anew")
        last, head = seq, right
        open_since = open_since or (moment(said) if seq > anchored else "")
    if last < anchored:
        raise Broken(f"entry {last + 1} is missing: the trail ends at {last}, and entry {anchored} was anchored")
    return last, head.decode(), open_since


def moment(said: bytes) -> str:
    """Return when an entry was written."""
    return str(json.loads(said[64:])["at"])


def rows_of(record: Path, asked: str = AS_HASHED) -> Iterator[Row]:
    """Yield the entries of a SQLite file or of exported lines; raises Broken where it can be read as neither."""
    try:
        with record.open("rb") as file:
            if not file.peek(15).startswith(b"SQLite format 3"):
                yield from (row_of(json.loads(line)) for line in file if line.strip())
                return
        with closing(sqlite3.connect(f"{record.resolve().as_uri()}?mode=ro", uri=True)) as database:
            database.text_factory = bytes
            database.execute("PRAGMA mmap_size = 2000000000")  # spares a copy of every page
            yield from database.execute(asked)
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


def told(record: Path, anchors: Sequence[Path], asked: str = AS_HASHED) -> tuple[int, str]:
    """Check a record against anchors files; return 0 or 1, and the sentence that says what was found."""
    try:
        entries, head, since = check(rows_of(record, asked), known := read_anchors(anchors))
    except (Broken, OSError, ValueError) as error:  # read as they lie, which is quicker; then by number
        by_number = asked.replace("rowid", "seq")
        return (1, f"NOT INTACT. {error}") if by_number == asked else told(record, anchors, by_number)
    held = f"Anchored up to entry {max(known)}" if known else "Not anchored (kintrace manage anchor_audit does it)"
    held += f"; from {since} on nobody could tell if later entries were cut off" if since else ""
    return 0, f"Intact: {entries} entries, the last one {head}. {held}."


if __name__ == "__main__":
    words = argparse.ArgumentParser(description="Check the trail of a kintrace record.")
    words.add_argument("record", type=Path)
    words.add_argument("--anchors", type=Path, action="append", default=[], help="may be given several times")
    code, answer = told(**vars(words.parse_args()))
    sys.exit(sys.stdout.write(f"{answer}\n") and code)
