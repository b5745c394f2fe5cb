"""Reading a case as those who work on it see it; opened text is not among it."""

from kintrace.casework.queries.calls import CallPage, call_page, caller, card_due, to_pass_on, told_to
from kintrace.casework.queries.cases import (
    CasePage,
    card_of,
    case_by_id,
    case_named,
    case_page,
    colleague,
    eligible,
    my_cases,
    on_case,
    sealed_in,
    sees,
    workers,
)
from kintrace.casework.queries.keys import (
    case_in_need,
    case_to_recover,
    glass_of,
    leave_of,
    office_named,
    offices_with_keys,
)

__all__ = [
    "CallPage",
    "CasePage",
    "call_page",
    "caller",
    "card_due",
    "card_of",
    "case_by_id",
    "case_in_need",
    "case_named",
    "case_page",
    "case_to_recover",
    "colleague",
    "eligible",
    "glass_of",
    "leave_of",
    "my_cases",
    "office_named",
    "offices_with_keys",
    "on_case",
    "sealed_in",
    "sees",
    "to_pass_on",
    "told_to",
    "workers",
]
