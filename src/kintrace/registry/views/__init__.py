"""The pages of the record: lists, taking a case down, and adding to one."""

from kintrace.registry.views.acts import (
    consents,
    duplicate,
    erase,
    fact,
    move,
    relate,
    retract,
    review_fact,
    say,
    sight,
    unrelate,
    unsight,
    withdraw_consent,
    withdraw_duplicate,
    work,
)
from kintrace.registry.views.lists import child, children, due_for_erasure
from kintrace.registry.views.opening import new_child, new_contact, new_request

__all__ = [
    "child",
    "children",
    "consents",
    "due_for_erasure",
    "duplicate",
    "erase",
    "fact",
    "move",
    "new_child",
    "new_contact",
    "new_request",
    "relate",
    "retract",
    "review_fact",
    "say",
    "sight",
    "unrelate",
    "unsight",
    "withdraw_consent",
    "withdraw_duplicate",
    "work",
]
