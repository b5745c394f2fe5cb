"""Which policy an office chose: one role a person, or several in an office of six."""

from __future__ import annotations

from typing import Final

from kintrace.kernel.errors import WrongUse

POLICIES: Final = ("full", "small")


def policy_named(name: str) -> str:
    """Return the name of a policy; raises WrongUse for one that does not exist, since no guess would be safe.

    >>> policy_named("small")
    'small'
    """
    if name not in POLICIES:
        raise WrongUse(f"There is no policy {name!r}. Set KINTRACE_POLICY to {' or '.join(POLICIES)}.")
    return name
