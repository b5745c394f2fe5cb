"""`kintrace export`: cases leave the record in one file, for one recipient, through one profile.

Whoever does it says who they are with both factors; a file of more than a day's worth is what two people signed.
"""

from __future__ import annotations

import fcntl
import getpass
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kintrace.cli.manage import SETTINGS
from kintrace.cli.outcome import check_writable, write_bytes, write_table, write_workbook
from kintrace.exchange.profiles import PROFILES, profile_named
from kintrace.kernel.errors import WrongUse
from kintrace.linelist.formulas import as_text

if TYPE_CHECKING:
    from kintrace.access.models import User
    from kintrace.exchange.queries import Sheet

type Write = Callable[[Sheet], None]

FORMATS = {".csv": write_table, ".xlsx": write_workbook}


def command(
    profile: Annotated[str, typer.Argument(help=f"What leaves: {', '.join(PROFILES)}.")],
    recipient: Annotated[str, typer.Argument(help="For whom, by the short name of the recipient.")],
    codes: Annotated[list[str] | None, typer.Argument(help="The codes of the cases; none with --signed.")] = None,
    *,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="A .csv or .xlsx file.")],
    by: Annotated[str, typer.Option("--as", metavar="USER", help="Your user name.")],
    signed: Annotated[str, typer.Option("--signed", metavar="P-CODE", help="The proposal that a second signed.")] = "",
) -> None:
    """Write cases as a line list for one recipient, with only what the profile names and families agreed to.

    Password and code are asked for. Up to 25 cases a day leave so; more take a proposal that a second person signed.
    """
    profile_named(profile)
    if output.suffix.lower() not in FORMATS:
        raise WrongUse(f"-o ends in .csv or .xlsx, not in {output.suffix or 'nothing'}.")
    if bool(codes) == bool(signed):
        raise WrongUse("Name the cases by their codes, or a signed proposal with --signed.")
    check_writable(output, given=())
    os.umask(0o077)
    _start_django()
    user = _known(by)
    with _once_recorded(output) as write:
        if signed:
            made = _signed(user, signed, recipient=recipient, profile=profile, write=write)
        else:
            made = _few(user, profile, recipient=recipient, codes=codes or (), write=write)
    typer.echo(f"{len(made.rows)} rows: {output}" if made.rows else "Nothing was written: none of the cases may leave.")
    for code, left in made.left_out.items():
        typer.echo(f"{code}: {left} values stayed here, which the profile does not name")
    for code, why in made.withheld.items():
        typer.echo(f"{code} stayed here: it {why}", err=True)


def _few(by: User, profile: str, *, recipient: str, codes: Sequence[str], write: Write) -> Sheet:
    from kintrace.exchange.actions import export  # noqa: PLC0415  # Django is only there now

    return export(by, profile, recipient=recipient, codes=codes, write=write)


def _signed(by: User, code: str, *, recipient: str, profile: str, write: Write) -> Sheet:
    from kintrace.access import two_person  # noqa: PLC0415  # likewise
    from kintrace.access.models import Proposal  # noqa: PLC0415  # likewise
    from kintrace.exchange.actions import writing  # noqa: PLC0415  # likewise
    from kintrace.exchange.queries import Sheet  # noqa: PLC0415  # likewise

    found = Proposal.objects.filter(code=code, act="export.bulk").first()
    if found is None or (found.payload["profile"], found.payload["recipient"]) != (profile, recipient):
        raise WrongUse(f"{code} is no export of {profile} for {recipient} that somebody proposed.")
    with writing(write):
        made = two_person.carry_out(by, found, found.payload)
    if not isinstance(made, Sheet):
        raise WrongUse(f"{code} is no export.")
    return made


@contextmanager
def _once_recorded(to: Path) -> Iterator[Write]:
    """Let the file be written beside its place, and put it there only once the trail of it is committed.

    A disk that is full is noticed while nothing has left yet; a commit that fails leaves no file. What an export
    that was killed left there goes first.
    """
    if _sweep(to):
        typer.echo(
            f"An earlier export to {to} was cut off, and its cases lay beside it. They are deleted now.", err=True
        )
    drafts = tempfile.TemporaryDirectory(dir=to.absolute().parent, prefix=_beside(to))
    with drafts as beside, _held(Path(beside)):
        draft = Path(beside) / to.name
        yield lambda sheet: _write(sheet, draft)
        if not draft.exists():
            return
        if to.exists() and not to.is_file():  # a device or a pipe
            write_bytes(to, draft.read_bytes())
        else:
            draft.replace(to)


def _sweep(to: Path) -> int:
    """Delete the folders of exports to this place that were killed, never one that somebody still writes in."""
    ours = re.compile(re.escape(_beside(to)) + "[a-z0-9_]{8}")  # as `tempfile` draws them
    swept = 0
    for path in [one for one in to.absolute().parent.iterdir() if ours.fullmatch(one.name)]:
        if path.is_symlink() or not path.is_dir() or path.stat().st_uid != os.geteuid():
            continue
        with suppress(BlockingIOError, FileNotFoundError), _held(path):  # in use, or swept by somebody else
            if all(one.name == to.name or one.name.startswith(_beside(to)) for one in path.iterdir()):
                shutil.rmtree(path)
                swept += 1
    return swept


def _beside(to: Path) -> str:
    return f".{to.name[:100]}."


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Mark a folder as in use; the mark goes with its process. Raises BlockingIOError where another holds it."""
    mark = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(mark)


def _write(sheet: Sheet, to: Path) -> None:
    rows = [[as_text(cell) for cell in row] for row in sheet.rows]
    FORMATS[to.suffix.lower()](to, sheet.columns, rows)


def _known(username: str) -> User:
    """Ask for both factors; whoever is not here is told the same as whoever mistypes."""
    from kintrace.access import second_factor  # noqa: PLC0415  # likewise
    from kintrace.access.models import User  # noqa: PLC0415  # likewise

    password, code = getpass.getpass(f"Password of {username}: "), getpass.getpass(f"Code of {username}: ")
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise second_factor.WrongCode("Password and code do not fit. Please try again.")
    second_factor.confirm(user, password=password, code=code)
    return user


def _start_django() -> None:
    import django  # noqa: PLC0415  # likewise

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
