"""What a profile takes out of the record, what was said about sharing a case, and what a family reads of its own."""

from kintrace.exchange.queries.copies import OwnCopy, own_copy
from kintrace.exchange.queries.pages import (
    CaseSharing,
    ExportsPage,
    case_sharing,
    exports_page,
    recipient_to_answer,
    signed_export,
)
from kintrace.exchange.queries.sheets import Sheet, recipient_named, records, sheet, withheld

__all__ = [
    "CaseSharing",
    "ExportsPage",
    "OwnCopy",
    "Sheet",
    "case_sharing",
    "exports_page",
    "own_copy",
    "recipient_named",
    "recipient_to_answer",
    "records",
    "sheet",
    "signed_export",
    "withheld",
]
