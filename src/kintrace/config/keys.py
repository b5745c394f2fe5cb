"""Where the secret comes from that unlocks the record's keys: what KINTRACE_KEYS says.

(empty)      a passphrase, asked for on the terminal; `kintrace serve` asks once and hands it to its processes
pipe:N       the passphrase, handed over by `kintrace serve` through an inherited pipe: never in a variable, where
             every program of this user could read it
file:/path   a file of which nobody else may read a byte, such as a credential of systemd
demo         a key that everybody knows; only for a demonstration's folder, which carries its mark
"""

from __future__ import annotations

import getpass
import os
import stat
import sys
from pathlib import Path
from typing import Final

from django.conf import settings

from kintrace.kernel.errors import WrongUse
from kintrace.vault.demo import DEMO_SECRET, is_demo
from kintrace.vault.errors import Locked, NotADemo
from kintrace.vault.keys import to_hand_over
from kintrace.vault.secret import Secret

SHORTEST: Final = 16


def provide(first: bool) -> Secret:  # noqa: FBT001  # the vault calls it with the one thing it knows
    """Return the secret that the settings point to; `first` when it will seal a record for the first time."""
    kind, _, where = str(settings.KEYS).partition(":")
    match kind:
        case "":
            return _asked(first=first)
        case "pipe":
            return _piped(int(where))
        case "file":
            return _filed(Path(where))
        case "demo":
            return _demo(Path(settings.HOME))
    raise WrongUse(
        f"KINTRACE_KEYS is {kind!r}, which is no way to keep keys. Leave it empty to be asked for the passphrase, "
        "or set it to file:/path or, for a demonstration, to demo."
    )


def provide_for_laboratory() -> Secret:
    """Return the secret of the laboratory: one of its own where the settings name a file, else that of the record."""
    kind, _, where = str(settings.LABORATORY_KEYS).partition(":")
    if not kind:
        return to_hand_over()
    if kind == "file":
        return _filed(Path(where))
    raise WrongUse("KINTRACE_LABORATORY_KEYS is empty, or file:/path of a file that nobody else may read.")


def _asked(*, first: bool) -> Secret:
    if not sys.stdin.isatty():
        raise Locked(
            "The record is sealed and its passphrase is needed, but there is no terminal to ask on. Start this "
            "command by hand, or set KINTRACE_KEYS to file:/path of a file that holds the passphrase."
        )
    if not first:
        return Secret(getpass.getpass("Passphrase of the record: ").encode())
    sys.stderr.write(
        "This record will be sealed with a passphrase. Without it nobody can ever read the record again, so write it "
        "down on paper and keep that away from this machine. Six words drawn by chance are a good one.\n"
    )
    said = getpass.getpass("New passphrase: ")
    if len(said) < SHORTEST:
        raise WrongUse(f"A passphrase has at least {SHORTEST} characters. Nothing was sealed; please start again.")
    if said != getpass.getpass("Once more: "):
        raise WrongUse("The two were not the same. Nothing was sealed; please start again.")
    return Secret(said.encode())


def _piped(number: int) -> Secret:
    try:
        with os.fdopen(number, "rb") as pipe:
            said = pipe.read()
    except OSError:
        said = b""
    if not said:
        raise Locked("The passphrase was not handed over. Start the site with `kintrace serve`, which asks for it.")
    return Secret(said)


def _filed(path: Path) -> Secret:
    try:
        with path.open("rb") as file:
            if stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                raise WrongUse(f"Others may read {path}. Make it yours alone: chmod 0400 {path}")
            said = file.read().strip()
    except OSError as error:
        raise Locked(f"The file {path} that KINTRACE_KEYS names cannot be read ({error.strerror}).") from error
    if len(said) < SHORTEST:
        raise WrongUse(f"{path} holds fewer than {SHORTEST} characters, which is no key.")
    return Secret(said)


def _demo(home: Path) -> Secret:
    if not is_demo(home):
        raise NotADemo(
            f"KINTRACE_KEYS=demo is a key that everybody knows, and {home} is no demonstration's folder. "
            "Leave KINTRACE_KEYS empty to be asked for a passphrase."
        )
    return DEMO_SECRET
