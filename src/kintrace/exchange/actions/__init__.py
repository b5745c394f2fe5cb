"""What leaves the record, one verb a function."""

from kintrace.exchange.actions.answers import record_answer, withdraw_answers
from kintrace.exchange.actions.copies import ask_copy, make_copy
from kintrace.exchange.actions.exporting import (
    add_recipient,
    carry_out_export,
    export,
    export_as_signed,
    propose_export,
    writing,
)

__all__ = [
    "add_recipient",
    "ask_copy",
    "carry_out_export",
    "export",
    "export_as_signed",
    "make_copy",
    "propose_export",
    "record_answer",
    "withdraw_answers",
    "writing",
]
