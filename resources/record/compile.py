"""Writes docs/reference/record.md from the code lists and state machines; with `--check` only says what has drifted."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "record.md"
HEAD = """# The record

What the record holds, in which words, and how a case moves. This page is written by `resources/record/compile.py`
from the code lists and tables of `kintrace.registry`; a test compares the two.

Every value is a *statement*: as somebody wrote it, with its source, whose word it is, and when we learned it.
Statements that contradict each other stand side by side; a correction is a new statement, and the old one stays
readable. A fact is for matching, held back for verification, or for staff only; one fact is never for matching and
held back. Of a family it is kept that the family says so, and the year; never how it knows. There is no code for a
parent's group, role or guilt.

A case is a request or a child's record. Whatever identifies somebody is sealed under the case's own key, and opened
only after the trail says who opens it. Once a case has been closed for `KINTRACE_RETENTION_MONTHS`, it is proposed
for erasure, which two people decide: its key is destroyed, and counts stay as they were.
"""
FACTS = """
## Facts come as they come

What the tables above guard is what people *decide*. What happened is written down at once, in any state, and stays
flagged until somebody else has looked at it.
"""
LINKS = """
## A link between a request and a child

Computed each time from what people judged; a score never moves it.

| state | when |
|---|---|
"""


def page() -> str:
    """Return the whole page."""
    from kintrace.registry import codes, grounds  # noqa: PLC0415  # Django has to be there first
    from kintrace.registry.states import CHILD, REQUEST  # noqa: PLC0415  # likewise
    from kintrace.tracing.links import LINK  # noqa: PLC0415  # likewise

    parts = [HEAD, "\n## A tracing request\n\n", *_machine(REQUEST), "\n## A child's record\n\n", *_machine(CHILD)]
    parts += [LINKS, *(f"| `{code}` | {when} |\n" for code, when in LINK.items()), FACTS, "\n## Code lists\n"]
    lists = [one for room in (codes, grounds) for one in vars(room).values() if isinstance(one, codes.CodeList)]
    for one in {each.name: each for each in lists}.values():
        parts.append(f"\n### {one.name}\n\n{one.asks}\n\n| code | word |\n|---|---|\n")
        parts += [f"| `{code}` | {one.word(code)} |\n" for code in one]
    return "".join(parts)


def _machine(machine: object) -> Iterator[str]:
    from kintrace.registry.states import State  # noqa: PLC0415  # likewise

    yield "| | state | word | permission | rests on | consents | days | matched | next |\n"
    yield "|---|---|---|---|---|---|---|---|---|\n"
    states: Sequence[State] = list(machine.values())  # type: ignore[attr-defined]  # a Machine
    for one in states:
        cells = (
            one.id,
            f"`{one.code}`",
            str(one.word),
            f"`{one.who}`",
            _listed(one.needs),
            _listed(one.consents),
            str(one.days or ""),
            "yes" if one.matched else "",
            _listed(one.next),
        )
        yield f"| {' | '.join(cells)} |\n"


def _listed(codes: Sequence[str]) -> str:
    return ", ".join(f"`{code}`" for code in codes)


def main(words: Sequence[str]) -> int:
    """Write the page, or compare it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django  # noqa: PLC0415  # likewise

    django.setup()
    if "--check" not in words:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if PAGE.read_text(encoding="utf-8") == page():
        return 0
    sys.stderr.write("docs/reference/record.md has drifted: run resources/record/compile.py\n")
    return 1


if __name__ == "__main__":
    sys.path.insert(0, str(PAGE.parents[2]))
    sys.exit(main(sys.argv[1:]))
