"""Staff, the trail of what they did, and the buckets that slow down guessing: one noun a file."""

from kintrace.access.models.buckets import TokenBucket
from kintrace.access.models.staff import Role, Staff, User, new_public_id
from kintrace.access.models.trail import Event

__all__ = ["Event", "Role", "Staff", "TokenBucket", "User", "new_public_id"]
