"""Everything that can happen in the laboratory, one verb a function."""

from kintrace.laboratory.actions.files import KEPT_FOR, cancel, enter, forget_old, receive
from kintrace.laboratory.actions.findings import propose, release, set_findings_aside, withhold
from kintrace.laboratory.actions.relatives import add_relative_of
from kintrace.laboratory.actions.reports import TYPES, make_report
from kintrace.laboratory.actions.samples import (
    Agreed,
    answer_anew,
    destroy,
    destroy_of_case,
    destroy_overdue,
    move_on,
    register_sample,
    withdraw,
)
from kintrace.laboratory.actions.screening import advise, ask_for_screening, carry_out
from kintrace.laboratory.actions.twins import read_twins, say_twins

__all__ = [
    "KEPT_FOR",
    "TYPES",
    "Agreed",
    "add_relative_of",
    "advise",
    "answer_anew",
    "ask_for_screening",
    "cancel",
    "carry_out",
    "destroy",
    "destroy_of_case",
    "destroy_overdue",
    "enter",
    "forget_old",
    "make_report",
    "move_on",
    "propose",
    "read_twins",
    "receive",
    "register_sample",
    "release",
    "say_twins",
    "set_findings_aside",
    "withdraw",
    "withhold",
]
