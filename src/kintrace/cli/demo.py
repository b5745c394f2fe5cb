"""`kintrace demo`: families who never lived, asked for, registered, matched and shown on the staff site.

Everything comes from one seed and lies in one folder, which is emptied at each run and held while it runs; only the
passwords are drawn anew.
"""

from __future__ import annotations

import os
import shutil
from importlib import import_module
from pathlib import Path
from typing import Annotated, Final

import typer

from kintrace.cli.called import as_called
from kintrace.cli.manage import SETTINGS, manage
from kintrace.cli.occupied import occupied, refuse_occupied
from kintrace.cli.serve import HOST, PORT, check_port, serve
from kintrace.kernel.errors import WrongUse
from kintrace.vault.demo import MARK, is_demo

HOME: Final = Path(".demo")
# Set for an office's own site, these would turn the demonstration upon its record.
OFFICE_SETTINGS: Final = (
    "KINTRACE_DATABASE",
    "KINTRACE_MAILBOX",
    "KINTRACE_POLICY",
    "KINTRACE_SECRET_KEY",
    "KINTRACE_HOSTS",
    "KINTRACE_HTTPS",
    "KINTRACE_NIGHT",
    "KINTRACE_ZONE",
    "KINTRACE_KEYS",
    "KINTRACE_LABORATORY_KEYS",
)


def command(
    *,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Stop before serving.")] = False,
    home: Annotated[Path, typer.Option("--home", help="Folder of the demonstration; emptied each time.")] = HOME,
    port: Annotated[int, typer.Option("--port", metavar="N", min=1, max=65535, help="Port of the staff site.")] = PORT,
) -> None:
    """Make a world of families who never lived, match it and show it.

    It prints who may sign in and the best candidates, and then serves the staff site on this machine alone.
    """
    refuse_occupied(home)
    if not no_serve:
        refuse_taken(port)
        refuse_taken(port + 1)
    make(home)
    with occupied(home):
        empty(home)
        _open_record(home)
        import_module("kintrace.cli.demo_show").show()
        if no_serve:
            typer.echo(f"Everything lies in {home}. To look at it:")
            typer.echo(f"KINTRACE_HOME={home} KINTRACE_KEYS=demo KINTRACE_POLICY=small {as_called()} serve")
            return
        typer.echo(
            f"\nSign in at http://{HOST}:{port}/ with a user, the password and the code from the table above.", err=True
        )
        serve(port, public_port=port + 1)


def refuse_taken(port: int) -> None:
    """Raise WrongUse where another program listens on `port`, before any work is done."""
    try:
        check_port(port)
    except WrongUse as taken:
        raise WrongUse(
            f"Port {port} is taken: something else on this machine listens there, perhaps another demonstration. "
            f"Stop it, or choose another port: {as_called()} demo --port {port + 10} (or: make demo PORT={port + 10})"
        ) from taken


def make(home: Path) -> None:
    """Make the folder of the demonstration; raises WrongUse for one that holds anything else."""
    if home.exists() and not is_demo(home) and (not home.is_dir() or any(home.iterdir())):
        raise WrongUse(
            f"{home} was not made by a demonstration, and a demonstration empties its folder. "
            "Name another one with --home, or move what is there."
        )
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    (home / MARK).touch()


def empty(home: Path) -> None:
    """Delete what an earlier demonstration left; the file that marks the folder stays, since it is held."""
    for path in home.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != MARK:
            path.unlink()


def _open_record(home: Path) -> None:
    for name in OFFICE_SETTINGS:
        os.environ.pop(name, None)
    os.environ["KINTRACE_HOME"] = str(home.resolve())
    os.environ["KINTRACE_KEYS"] = "demo"
    os.environ["KINTRACE_POLICY"] = "small"
    os.environ["KINTRACE_NIGHT"] = "none"  # whoever tries it late is alone in the office
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    manage(["migrate", "--verbosity", "0"])
