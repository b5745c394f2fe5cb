"""What may leave, in which kind of file: the one table of allow-lists. What no profile names stays here.

A new column of the record, a new property or a new column of a table is in none of them until somebody adds it here,
and tests/exchange compares each with what is really written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kintrace.kernel.errors import WrongUse

KEEP_DAYS: Final = 90
# Told on every row, so that a copy of one line still says for whom it was made.
MARKS: Final = ("only_for", "purpose", "delete_by")


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of line list of the record: which cases, for which purpose, and exactly which properties."""

    name: str
    side: str  # of registry.models.Side
    purpose: str
    fields: tuple[str, ...]  # of registry.models.Property
    keep_days: int = KEEP_DAYS

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the file: the code of the case, the fields, and for whom it is."""
        return ("id", *self.fields, *MARKS)


WHO: Final = ("name", "alias", "sex", "birth_date", "age", "age_date")
PARENTS: Final = ("father_name", "father_alias", "mother_name", "mother_alias", "siblings")

# Where a registered child is (`last_place`) is in none; nor is the inquirer, who is in no property at all.
PROFILES: Final[Mapping[str, Profile]] = {
    one.name: one
    for one in (
        Profile(
            "match-sheet",
            "requests",
            "tracing",
            (*WHO, *PARENTS, "languages", "origin", "birth_place", "last_place", "last_date", "marks"),
        ),
        Profile("child-sheet", "children", "tracing", (*WHO, *PARENTS, "languages", "origin", "birth_place", "marks")),
        Profile("travel-papers", "children", "return", ("name", "sex", "birth_date", "father_name", "mother_name")),
    )
}

# What families, and children who have grown up, read of what is kept about them, in their language.
FAMILY_COPY: Final = (
    *WHO,
    *PARENTS,
    "languages",
    "origin",
    "birth_place",
    "last_place",
    "last_date",
    "marks",
    "belongings",
    "habits",
    "health",
    "separation",
    "papers",
    "name_kind",
)
# Of a request, only what the family said itself: what others said may tell where a child is, which nobody verified.
SAID_BY_THEM: Final = ("family", "inquirer_own_knowledge", "inquirer_hearsay")

KINDS: Final = ("names", "births", "places", "relations", "languages", "marks", "dna")

# What else leaves, and what is in it. The commands below work on lists that somebody already holds; the trail and the
# backups hold no word of a family that can be read.
FILES: Final[Mapping[str, tuple[str, ...]]] = {
    "match.csv": (
        "request_id",
        "child_id",
        "rank",
        "weight",
        "probability",
        "sibling_probability",
        *KINDS,
        "because",
    ),
    "match.html": ("request_id", "child_id", "rank", "weight", "probability", "sibling_probability", *KINDS, "because"),
    "duplicates.csv": ("id_a", "id_b", "weight", "probability", "because"),
    "names.csv": ("name1", "name2", "weight", "probability", "because"),
    "screen.csv": ("family", "child", "log10_lr", "inconsistent_loci"),
    "trail.jsonl": ("seq", "at", "actor", "verb", "subject", "purpose", "prev", "hash"),
    "family-copy.html": ("code", "opened_on", *FAMILY_COPY, "unsaid", "relatives", "consents", "answers", "given_to"),
    "backup": (),  # every column, sealed to a key that is not here: nothing that can be read
}

# What pages for staff may show, and so print, of a child's statements.
SCREEN: Final = (
    *WHO,
    *PARENTS,
    "languages",
    "origin",
    "birth_place",
    "last_place",
    "last_date",
    "marks",
    "belongings",
    "habits",
    "health",
    "separation",
    "care",
    "legal",
    "papers",
    "protection",
    "name_kind",
)


def profile_named(name: str) -> Profile:
    """Return one profile; raises WrongUse for one that is not in the table."""
    if name not in PROFILES:
        raise WrongUse(f"There is no profile {name!r}. There are: {', '.join(sorted(PROFILES))}.")
    return PROFILES[name]
