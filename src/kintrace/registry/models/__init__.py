"""The record: requests, registered children, and the statements that are all we know of them; one noun a file.

Nothing is overwritten. A statement is one value as somebody wrote it, with its source; two that contradict each
other stand side by side. A correction is a new statement, and the one it corrects is retracted by a row of its own.
Triggers refuse UPDATE and DELETE on both. Whatever identifies somebody is sealed under the key of its case.
"""

from kintrace.registry.models.bases import ListBasis
from kintrace.registry.models.consents import Consent
from kintrace.registry.models.duplicates import DuplicateJudgement, Verdict
from kintrace.registry.models.happenings import Fact, Move
from kintrace.registry.models.persons import Part, Person, Relation, Side
from kintrace.registry.models.records import (
    ChildRecord,
    Entry,
    LineList,
    TracingRequest,
    new_child_code,
    new_request_code,
    sought_code,
)
from kintrace.registry.models.sightings import Sighting
from kintrace.registry.models.silences import Silence
from kintrace.registry.models.snapshots import Population, Snapshot
from kintrace.registry.models.statements import MATCHED, Property, Retraction, Source, Statement, Visibility

__all__ = [
    "MATCHED",
    "ChildRecord",
    "Consent",
    "DuplicateJudgement",
    "Entry",
    "Fact",
    "LineList",
    "ListBasis",
    "Move",
    "Part",
    "Person",
    "Population",
    "Property",
    "Relation",
    "Retraction",
    "Side",
    "Sighting",
    "Silence",
    "Snapshot",
    "Source",
    "Statement",
    "TracingRequest",
    "Verdict",
    "Visibility",
    "new_child_code",
    "new_request_code",
    "sought_code",
]
