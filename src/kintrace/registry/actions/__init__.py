"""Everything that can happen to the record, one verb a function."""

from kintrace.registry.actions.bases import Given, keep_basis
from kintrace.registry.actions.consents import Asked, record_consents, withdraw_consent
from kintrace.registry.actions.contacts import log_contact, note_raised, open_request_by_hand
from kintrace.registry.actions.correcting import relation_changed, take_back_relation, take_back_sighting
from kintrace.registry.actions.duplicates import judge_duplicate, withdraw_duplicate
from kintrace.registry.actions.erasing import (
    case_erased,
    due_for_erasure,
    erase_as_signed,
    erase_case,
    of_age_on,
    propose_erasure,
    waiting_for_erasure,
)
from kintrace.registry.actions.lists import Entered, enter_list, known_ids, new_codes
from kintrace.registry.actions.opening import open_child, open_for_work
from kintrace.registry.actions.sightings import Whereabouts, sight
from kintrace.registry.actions.silences import keep_silences
from kintrace.registry.actions.states import move, record_fact, review_fact
from kintrace.registry.actions.telling import Telling, add_relative, open_case, retract, say

__all__ = [
    "Asked",
    "Entered",
    "Given",
    "Telling",
    "Whereabouts",
    "add_relative",
    "case_erased",
    "due_for_erasure",
    "enter_list",
    "erase_as_signed",
    "erase_case",
    "judge_duplicate",
    "keep_basis",
    "keep_silences",
    "known_ids",
    "log_contact",
    "move",
    "new_codes",
    "note_raised",
    "of_age_on",
    "open_case",
    "open_child",
    "open_for_work",
    "open_request_by_hand",
    "propose_erasure",
    "record_consents",
    "record_fact",
    "relation_changed",
    "retract",
    "review_fact",
    "say",
    "sight",
    "take_back_relation",
    "take_back_sighting",
    "waiting_for_erasure",
    "withdraw_consent",
    "withdraw_duplicate",
]
