"""The database between the two doors, as both settings name it."""

from __future__ import annotations

from environs import Env

from kintrace.config.home import DEFAULT
from kintrace.config.storage import SQLITE, Database


def mailbox(env: Env) -> Database:
    """Return the connection to the mailbox.

    It lies in a folder of its own, so that the public process can run as a user who may enter no other.
    """
    home = env.path("KINTRACE_HOME", DEFAULT).expanduser()
    place = env.path("KINTRACE_MAILBOX", home / "mailbox" / "mailbox.sqlite3").expanduser().resolve()
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {**SQLITE, "NAME": place}
