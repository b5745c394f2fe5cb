"""How many of what, in plain English."""

from __future__ import annotations


def counted(number: int, thing: str) -> str:
    """Put a number before a word, in the plural where there is not just one.

    >>> counted(1, "row"), counted(0, "row"), counted(1200, "pair")
    ('1 row', '0 rows', '1200 pairs')
    """
    return f"{number} {thing}{'' if number == 1 else 's'}"
