"""Which hours of the day are the night of an office, and by which clock."""

from __future__ import annotations

import re
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kintrace.kernel.errors import WrongUse

NOBODY_WATCHES: Final = "none"
MACHINE: Final = Path("/etc/localtime")


def night_named(words: str) -> tuple[int, int] | None:
    """Return the hours at which the night begins and ends; None for an office that works around the clock.

    >>> night_named("22-6"), night_named("none")
    ((22, 6), None)
    """
    if words == NOBODY_WATCHES:
        return None
    found = re.fullmatch(r"(\d{1,2})-(\d{1,2})", words, re.ASCII)
    hours = (int(found[1]), int(found[2])) if found else (0, 0)
    if hours[0] == hours[1] or max(hours) > 23:  # noqa: PLR2004  # the last hour of a day
        raise WrongUse(f"KINTRACE_NIGHT is {words!r}. Write two hours, such as 22-6, or {NOBODY_WATCHES}.")
    return hours


def zone_named(name: str) -> tzinfo:
    """Return the zone of a clock, such as Europe/Moscow; without a name that of the machine."""
    try:
        return ZoneInfo(name) if name else _of_the_machine()
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise WrongUse(f"KINTRACE_ZONE is {name!r}, which no clock goes by. Write it like Europe/Moscow.") from error


def _of_the_machine() -> tzinfo:
    """Read the zone that the machine is set to: what the surroundings of this process say, Django sets to UTC."""
    try:
        with MACHINE.open("rb") as zone:
            return ZoneInfo.from_file(zone)
    except (OSError, ValueError):
        return UTC
