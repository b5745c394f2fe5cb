"""Everything that can happen to the record, one verb a function."""

from kintrace.registry.actions.consents import Asked, record_consents, withdraw_consent
from kintrace.registry.actions.duplicates import judge_duplicate, withdraw_duplicate
from kintrace.registry.actions.erasing import case_erased, due_for_erasure, erase_as_signed, erase_case, kept_until
from kintrace.registry.actions.lists import Entered, enter_list, known_ids, new_codes
from kintrace.registry.actions.opening import open_child
from kintrace.registry.actions.sightings import Whereabouts, sight
from kintrace.registry.actions.states import move, record_fact, review_fact
from kintrace.registry.actions.telling import Telling, add_relative, open_case, retract, say

__all__ = [
    "Asked",
    "Entered",
    "Telling",
    "Whereabouts",
    "add_relative",
    "case_erased",
    "due_for_erasure",
    "enter_list",
    "erase_as_signed",
    "erase_case",
    "judge_duplicate",
    "kept_until",
    "known_ids",
    "move",
    "new_codes",
    "open_case",
    "open_child",
    "record_consents",
    "record_fact",
    "retract",
    "review_fact",
    "say",
    "sight",
    "withdraw_consent",
    "withdraw_duplicate",
]
