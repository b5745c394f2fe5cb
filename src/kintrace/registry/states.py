"""The states of a tracing request, of a child's record and of a link, as tables that a newcomer can read.

A table says of each state who may move a case there, what that must rest on, which consent it needs, within how many
days somebody must look again, and what may follow. It guards what people authorise; a fact is recorded in any state
(`grounds.FACT`). Limits are defaults of this house, not rules of the field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kintrace.registry.codes import Word


@dataclass(frozen=True, slots=True)
class State:
    """One state of a case. `who` names the permission to move a case here; `days` is None where nothing is due."""

    code: str
    id: str  # as the practice page numbers it
    word: Word
    who: str
    next: tuple[str, ...]
    needs: tuple[str, ...] = ()
    consents: tuple[str, ...] = ()
    days: int | None = None
    matched: bool = True  # whether the matcher sees a case in this state
    closed: bool = False
    reads_as: str = ""  # the state that whoever may not see candidates reads instead: see `queries.veil`


type Machine = Mapping[str, State]


def _machine(*states: State) -> Machine:
    return {state.code: state for state in states}


OPEN_AGAIN = ("tracing_active",)
CLOSED_REQUEST = ("closed_resolved", "closed_withdrawn", "closed_out_of_scope")
REQUEST: Machine = _machine(
    State(
        "contact_logged",
        "T0",
        _("contact logged"),
        "registry.log_contact",
        ("draft", "closed_out_of_scope"),
        days=1,
        matched=False,
    ),
    State(
        "draft",
        "T1",
        _("being taken down"),
        "registry.log_contact",
        ("registered", "closed_withdrawn", "closed_out_of_scope"),
        needs=("sought_child_described", "relation_claimed"),
        consents=("store",),
        days=7,
        matched=False,
    ),
    State(
        "registered",
        "T2",
        _("registered"),
        "registry.approve",
        ("tracing_active", "closed_withdrawn", "closed_out_of_scope"),
        needs=("duplicates_decided", "receipt_issued"),
        consents=("store", "match_internal"),
        days=7,
    ),
    State(
        "tracing_active",
        "T3",
        _("being traced"),
        "registry.trace",
        ("candidate_under_review", "dormant", "closed_withdrawn"),
        needs=("tracing_action",),
        consents=("match_internal",),
        days=30,
    ),
    State(
        "candidate_under_review",
        "T4",
        _("a candidate is under review"),
        "registry.trace",
        ("tracing_active", "answered", "closed_withdrawn"),
        needs=("candidate_open",),
        consents=("match_internal",),
        days=3,
        reads_as="tracing_active",
    ),
    State(
        "dormant",
        "T5",
        _("resting"),
        "registry.trace",
        ("tracing_active", "closed_withdrawn"),
        needs=("three_ways_tried", "reason_given"),
        consents=("store",),
        days=365,
        reads_as="tracing_active",
    ),
    State(
        "answered",
        "T6",
        _("answered"),
        "registry.trace",
        ("closed_resolved", "tracing_active"),
        needs=("link_verified", "news_given_safely"),
        days=3,
        reads_as="tracing_active",
    ),
    State(
        "closed_resolved",
        "T7",
        _("closed: answered"),
        "registry.approve",
        OPEN_AGAIN,
        needs=("reason_given",),
        matched=False,
        closed=True,
    ),
    State(
        "closed_withdrawn",
        "T8",
        _("closed: taken back"),
        "registry.approve",
        OPEN_AGAIN,
        needs=("reason_given",),
        matched=False,
        closed=True,
    ),
    State(
        "closed_out_of_scope",
        "T9",
        _("closed: not for tracing"),
        "registry.approve",
        OPEN_AGAIN,
        needs=("reason_given",),
        matched=False,
        closed=True,
    ),
)
CHILD: Machine = _machine(
    State(
        "reported",
        "C0",
        _("reported, not yet seen"),
        "registry.report_child",
        ("sighted", "closed"),
        needs=("source_named",),
        days=14,
        matched=False,
    ),
    State(
        "sighted",
        "C1",
        _("seen by staff"),
        "registry.register_child",
        ("registered", "closed"),
        needs=("seen_by_staff", "caregiver_does_not_object"),
        days=2,
        matched=False,
    ),
    State(
        "registered",
        "C2",
        _("registered"),
        "registry.register_child",
        ("documented", "closed"),
        needs=("registration_form", "answers_on_sharing"),
        consents=("store",),
        days=2,
    ),
    State(
        "documented",
        "C3",
        _("fully documented"),
        "registry.register_child",
        ("tracing", "closed"),
        needs=("full_form", "siblings_linked"),
        consents=("store",),
        days=7,
    ),
    State(
        "tracing",
        "C4",
        _("family being traced"),
        "registry.trace",
        ("family_located", "alternative_care", "closed"),
        needs=("tracing_action",),
        consents=("match_internal",),
        days=30,
    ),
    State(
        "family_located",
        "C5",
        _("family found"),
        "registry.trace",
        ("best_interests_decided", "tracing"),
        needs=("link_verified",),
        days=30,
        reads_as="tracing",
    ),
    State(
        "best_interests_decided",
        "C6",
        _("decided what is best for the child"),
        "registry.decide_best_interests",
        ("reunified", "alternative_care"),
        needs=("panel_decided", "child_heard", "living_parent_heard"),
        days=30,
        reads_as="tracing",
    ),
    State(
        "reunified",
        "C7",
        _("with the family"),
        "registry.decide_best_interests",
        ("closed", "tracing"),
        needs=("handed_over_safely",),
        days=7,
        matched=False,
    ),
    State(
        "alternative_care",
        "C8",
        _("in other care, tracing goes on"),
        "registry.decide_best_interests",
        ("tracing", "family_located", "closed"),
        needs=("care_arranged",),
        days=182,
    ),
    State(
        "closed",
        "C9",
        _("closed"),
        "registry.approve",
        ("tracing",),
        needs=("reason_given", "supervisor_agrees"),
        matched=False,
        closed=True,
    ),
)
MACHINES: Mapping[str, Machine] = {"requests": REQUEST, "children": CHILD}

# What the main job called its states. Why a case was closed then is not known, and `grounds.REASON` says so.
STATES_OF_THE_MAIN_JOB: Mapping[str, Mapping[str, str]] = {
    "requests": {"open": "registered", "paused": "dormant", "closed": "closed_resolved"},
    "children": {"registered": "registered", "closed": "closed"},
}


def matched_states(side: str) -> tuple[str, ...]:
    """Return the states in which the matcher sees a case of one side."""
    return tuple(state.code for state in MACHINES[side].values() if state.matched)


def closed_states(side: str) -> tuple[str, ...]:
    """Return the states in which a case of one side is over."""
    return tuple(state.code for state in MACHINES[side].values() if state.closed)
