"""Opening what is sealed, for one page or one act: the trail is written first, once, and then everything is opened.

opening = Opening(viewer, "request.opened", subject=request.code)
said = opening.open([(request.case, Sealed(FOREIGN_ID["requests"], request.case, request.foreign_id))])
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from kintrace.access.models import User
from kintrace.access.trail import recorder
from kintrace.vault.cases import Sealed, open_cases

VALUE = "registry.Statement.value"
SOURCE_NAME = "registry.Source.name"
LIST_NAME = "registry.LineList.name"
GIVEN_BY = "registry.ListBasis.given_by"
PLACE = "registry.Sighting.place"
CUSTODIAN = "registry.Sighting.custodian"
NOTE = "registry.Fact.note"
DUPLICATE_REASON = "registry.DuplicateJudgement.reason"
FOREIGN_ID = {"requests": "registry.TracingRequest.foreign_id", "children": "registry.ChildRecord.foreign_id"}

type Wanted = tuple[UUID, Sealed]  # the case whose key it takes, and what is to be opened
type Opened = dict[tuple[str, UUID | bytes], str]  # by field and row; what was erased is not there


@dataclass(slots=True)
class Opening:
    """One opening: who, what for, and the number of its entry in the trail once it is written."""

    by: User
    verb: str
    subject: str = ""
    purpose: str = "tracing"
    seq: int = field(default=0, init=False)

    def __call__(self) -> int:
        """Write the entry, the first time; return its number. The vault calls this before it opens anything."""
        if not self.seq:
            self.seq = recorder(self.by, self.verb, subject=self.subject, purpose=self.purpose)()
        return self.seq

    def open(self, wanted: Iterable[Wanted]) -> Opened:
        """Open values of any number of cases, all under this one entry; without any, nothing is written."""
        boxes: dict[UUID, list[Sealed]] = defaultdict(list)
        for case, sealed in wanted:
            if sealed.box:
                boxes[case].append(sealed)
        if not boxes:
            return {}
        opened: Opened = {}
        for case, texts in open_cases(boxes, record=self):
            opened |= {(one.field, one.row): text for one, text in zip(boxes[case], texts, strict=True)}
        return opened

    def one(self, case: UUID, sealed: Sealed) -> str:
        """Open one value; what was erased is empty."""
        return self.open([(case, sealed)]).get((sealed.field, sealed.row), "")
