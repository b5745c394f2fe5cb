"""Everything that can happen in the work on one case, one verb a function."""

from kintrace.casework.actions.contacts import (
    call_is_due,
    disclose_as_signed,
    keep_card,
    open_desk,
    pass_on,
    put_on_call,
    read_disclosed,
    release_card,
    take_off_call,
)
from kintrace.casework.actions.members import add_member, remove_member, take_up
from kintrace.casework.actions.recovering import make_recovery_key, open_with_shares, recover_as_signed
from kintrace.casework.actions.sealing import open_sealed, seal

__all__ = [
    "add_member",
    "call_is_due",
    "disclose_as_signed",
    "keep_card",
    "make_recovery_key",
    "open_desk",
    "open_sealed",
    "open_with_shares",
    "pass_on",
    "put_on_call",
    "read_disclosed",
    "recover_as_signed",
    "release_card",
    "remove_member",
    "seal",
    "take_off_call",
    "take_up",
]
