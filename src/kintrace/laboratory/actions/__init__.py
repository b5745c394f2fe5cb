"""Everything that can happen in the laboratory, one verb a function."""

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

__all__ = [
    "Agreed",
    "answer_anew",
    "destroy",
    "destroy_of_case",
    "destroy_overdue",
    "move_on",
    "register_sample",
    "withdraw",
]
