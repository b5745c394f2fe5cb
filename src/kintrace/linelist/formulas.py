"""Cells that a spreadsheet would take for a formula, in whatever is written for people."""

from __future__ import annotations

import re
from typing import Final

# A spreadsheet takes a cell that begins so for a formula; an apostrophe keeps it text.
FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


def as_text(cell: str) -> str:
    """Keep a cell from being taken for a formula; a plain number is none.

    >>> as_text("=1+1"), as_text("-3.25"), as_text("Умар")
    ("'=1+1", '-3.25', 'Умар')
    """
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) and not NUMBER.fullmatch(cell) else cell
