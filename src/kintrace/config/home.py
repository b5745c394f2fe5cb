"""The folder where an office keeps its record: the database, uploads on their way, and the secret key.

Only its owner may look inside: the folder is made with mode 0700 and the key with 0600.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from kintrace.kernel.errors import WrongUse

DEFAULT = Path("~/.local/share/kintrace")


def open_home(path: Path) -> Path:
    """Make the folder and its rooms if they are not there yet; return it whole."""
    home = path.expanduser().resolve()
    for room in (home, home / "uploads"):
        try:
            room.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise WrongUse(
                f"The folder {room} cannot be made ({error.strerror}). "
                "Set KINTRACE_HOME to a folder that you may write in."
            ) from error
    return home


def secret_of(home: Path) -> str:
    """Return the secret key kept in `home`, drawing it on the first start.

    Two processes may start at once: the key is written aside and then linked into place, which only one can do.
    """
    place = home / "secret-key"
    if not place.exists():
        draft = home / f"secret-key.{secrets.token_hex(8)}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            place.hardlink_to(draft)
        except FileExistsError:
            pass  # the other process was first: its key holds
        finally:
            draft.unlink()
    return place.read_text()
