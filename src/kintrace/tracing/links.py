"""The states of a link between a request and a child, as far as this part of kintrace takes it.

A link has no state of its own that could be set: it is computed from what named people judged. Asking both sides, and
`verified`, belong to a room of their own.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

# In the order in which they are looked for.
LINK: Final[dict[str, str]] = {
    "inconclusive": "people disagree: one says *same*, another *different*",
    "refuted": "every living judgement says *different*; the pair is not proposed again",
    "parked": "every living judgement says *unsure*",
    "reviewed_2": "two people say *same*",
    "reviewed_1": "one person says *same*",
    "proposed": "nobody has judged it",
}


def link_state(verdicts: Collection[str]) -> str:
    """Return the state of a link from the living verdicts on it, one a person.

    >>> link_state(["same"]), link_state(["same", "same"]), link_state([])
    ('reviewed_1', 'reviewed_2', 'proposed')
    """
    said = set(verdicts)
    if not said:
        return "proposed"
    if {"same", "different"} <= said:
        return "inconclusive"
    if "different" in said:
        return "refuted" if said == {"different"} else "inconclusive"
    same = sum(one == "same" for one in verdicts)
    return "parked" if not same else "reviewed_2" if same > 1 else "reviewed_1"
