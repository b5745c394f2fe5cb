"""Settings with which the site does not start: each of them would show or give away the record."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kintrace.kernel.errors import WrongUse
from kintrace.vault.demo import is_demo

SHORTEST_KEY: Final = 50
FEWEST_SIGNS: Final = 5


def debug_allowed(home: Path, *, wanted: bool) -> bool:
    """Return what was wanted; raises WrongUse for error pages that would show the record of real people."""
    if wanted and not is_demo(home):
        raise WrongUse(
            f"KINTRACE_DEBUG=1 shows the record on every error page, and {home} is no demonstration's folder. "
            "Nothing was started. Unset KINTRACE_DEBUG, or develop with the folder that `kintrace demo` makes."
        )
    return wanted


def strong_key(key: str) -> str:
    """Return the key; raises WrongUse for one that could be guessed, and with it every session."""
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_SIGNS or key.startswith("django-insecure-"):
        raise WrongUse(
            "KINTRACE_SECRET_KEY could be guessed, and with it every session. Nothing was started. "
            "Unset it: a strong key is then drawn and kept in the home."
        )
    return key
