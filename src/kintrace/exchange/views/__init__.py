"""The pages of sharing."""

from kintrace.exchange.views.cases import answer, ask_copy, make_copy, take_back
from kintrace.exchange.views.exports import add_recipient, carry_out, exports, propose, take

__all__ = [
    "add_recipient",
    "answer",
    "ask_copy",
    "carry_out",
    "exports",
    "make_copy",
    "propose",
    "take",
    "take_back",
]
