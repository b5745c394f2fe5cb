"""Say what a scan for known weaknesses really found: clean, findings, or NOT AUDITED.

`pip-audit` says "no known vulnerabilities" of packages that it never looked up, as where there is no network. So
whatever was skipped, or was not listed at all, is not audited, and only a scan of every package is clean.

    pip-audit -r constraints.txt --disable-pip -f json | python resources/supply/scanned.py constraints.txt
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Final

CLEAN, FINDINGS, NOT_AUDITED = "clean", "findings", "NOT AUDITED"
CODES: Final = {CLEAN: 0, FINDINGS: 1, NOT_AUDITED: 2}
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


def verdict(report: str, *, pinned: str = "") -> tuple[str, list[str]]:
    """Return the verdict on a report of pip-audit, and the packages it is about."""
    try:
        rows = json.loads(report)["dependencies"]
        weak = [f"{row['name']} {row['version']}: {_ids(row)}" for row in rows if row.get("vulns")]
        looked_up = {_plain(row["name"]) for row in rows if "skip_reason" not in row and "vulns" in row}
        listed = {_plain(row["name"]) for row in rows} | {_plain(name) for name in PINNED.findall(pinned)}
    except (ValueError, LookupError, TypeError, AttributeError):
        return NOT_AUDITED, ["the scan told nothing that could be read"]
    if weak:
        return FINDINGS, weak
    missed = sorted(listed - looked_up)
    return (NOT_AUDITED, missed) if missed or not listed else (CLEAN, [])


def _ids(row: dict[str, list[dict[str, str]]]) -> str:
    return ", ".join(one["id"] for one in row["vulns"])


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    names = "".join(Path(name).read_text(encoding="utf-8") for name in sys.argv[1:])
    said, about = verdict(sys.stdin.read(), pinned=names)
    print("\n".join([said, *about]))
    sys.exit(CODES[said])
