"""The counts ladder: what is counted, what each number means, and who counts it.

Each app says at start which rungs it can count. A rung whose work is not built yet has nobody to count it, and is
absent rather than zero.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from kintrace.kernel.errors import WrongUse
from kintrace.registry.codes import Word

type Standing = Callable[[], frozenset[Hashable]]  # who, or which cases, stand on a rung now


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung: its word, and what exactly is counted."""

    code: str
    word: Word
    definition: Word


LADDER: Final[Mapping[str, Rung]] = {
    rung.code: rung
    for rung in (
        Rung("requests", _("requests"), _("Tracing requests that were registered, open and closed.")),
        Rung(
            "sought",
            _("different children sought"),
            _("Children named in requests. Several relatives may ask for one child, so it is a range."),
        ),
        Rung(
            "sighted",
            _("seen"),
            _("Cases in which somebody said where the child was, and every child whom staff have seen."),
        ),
        Rung("registered", _("registered children"), _("Children's records. Two held to be one child count once.")),
        Rung(
            "matched",
            _("matched"),
            _("Registered children whom a member of staff holds to be a child sought, and nobody disagrees."),
        ),
        Rung("verified", _("verified"), _("Registered children whose family was found and asked on both sides.")),
        Rung(
            "matched_with_dna",
            _("matched with DNA in hand"),
            _("Matched children about whom and whose family two in the laboratory released a report."),
        ),
        Rung("ready", _("ready to return"), _("Registered children with nothing left that keeps them from returning.")),
        Rung("returned", _("with their family"), _("Registered children who came to their family.")),
        Rung("followed_up", _("followed up"), _("Children whom somebody visited after they came home.")),
        Rung("closed", _("requests closed"), _("Tracing requests that are closed, for whatever reason.")),
    )
}
# One child stands on several of these; in public they are one number.
FOUND: Final = ("matched", "verified", "matched_with_dna", "ready", "returned")

_counted: dict[str, Standing] = {}


def counts(rung: str, standing: Standing) -> None:
    """Say who counts a rung; raises WrongUse for one that is not on the ladder or that another counts already.

    On rungs from matched to returned, what stands there are the UUIDs of children's cases.
    """
    if rung not in LADDER or _counted.setdefault(rung, standing) is not standing:
        raise WrongUse(f"The rung {rung!r} is not on the ladder, or somebody else counts it already.")


def counted() -> Mapping[str, frozenset[Hashable]]:
    """Return who stands now on every rung that somebody counts, in the order of the ladder."""
    return {code: _counted[code]() for code in LADDER if code in _counted}
