"""Staff, offices, who works on which case, acts of two persons, alerts, the trail: one noun a file."""

from kintrace.access.models.buckets import TokenBucket
from kintrace.access.models.cases import CaseMember
from kintrace.access.models.counts import Taken
from kintrace.access.models.glass import Alert, Opening
from kintrace.access.models.offices import Office
from kintrace.access.models.proposals import Proposal
from kintrace.access.models.roles import Role, Sensitivity
from kintrace.access.models.staff import Duty, Staff, User, new_public_id
from kintrace.access.models.trail import Event

__all__ = [
    "Alert",
    "CaseMember",
    "Duty",
    "Event",
    "Office",
    "Opening",
    "Proposal",
    "Role",
    "Sensitivity",
    "Staff",
    "Taken",
    "TokenBucket",
    "User",
    "new_public_id",
]
