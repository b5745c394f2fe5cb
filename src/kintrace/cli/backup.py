"""`kintrace backup`: the databases and the files, sealed to a key that is not here, while the office goes on working.

The keys go into a file of their own, and so does the laboratory. What was destroyed must not live on in copies, so
copies of both are kept for a month; those of the record, which say nothing without a key, as long as one likes.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from kintrace import __version__
from kintrace.cli.manage import SETTINGS
from kintrace.cli.office import Office
from kintrace.cli.sealed_copies import Manifest, seal_copy
from kintrace.cli.snapshots import Taken, of_postgresql, of_sqlite
from kintrace.kernel.clock import now

STAMP = "%Y%m%dT%H%M%SZ"
ASIDE = ".backup-"
DAYS = 30


def command(
    dest: Annotated[Path, typer.Argument(help="The folder to write into.")],
    *,
    recipient: Annotated[
        list[str], typer.Option("--recipient", metavar="AGE1…", help="Who can open it; may be given several times.")
    ],
    keys_to: Annotated[
        Path | None, typer.Option("--keys-to", metavar="FOLDER", help="Where the copy of the keys goes. [DEST/keys]")
    ] = None,
    laboratory_to: Annotated[
        Path | None,
        typer.Option("--laboratory-to", metavar="FOLDER", help="Where that of the laboratory goes. [DEST/laboratory]"),
    ] = None,
    keep_keys: Annotated[
        int, typer.Option("--keep-keys", metavar="DAYS", min=1, help="Delete older copies of keys and laboratory.")
    ] = DAYS,
) -> None:
    """Copy the record, its keys and the laboratory, each into one sealed file, while the office goes on working.

    The key that opens them again is not needed here, and should not be here.
    """
    office = Office.named()
    office.require_record()
    apart = {"keys": keys_to or dest / "keys", "laboratory": laboratory_to or dest / "laboratory"}
    for line in back_up(office, dest, recipients=recipient, apart=apart, keep=keep_keys):
        typer.echo(line)


def back_up(
    office: Office, dest: Path, *, recipients: Sequence[str], apart: Mapping[str, Path], keep: int
) -> Iterator[str]:
    """Make one backup and tell what was written; the record first, so that no row lacks its key."""
    _start_django()
    from kintrace.access.models import Event  # noqa: PLC0415  # Django is only there now

    os.umask(0o077)
    for folder in (dest, *apart.values()):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    Event.record(None, "backup.made", purpose="maintenance")
    made = now()
    with aside(office.home) as folder:
        record = dest / f"kintrace-{made:{STAMP}}.record.age"
        said, parts = _taken(office, "default", into=folder)
        parts += [(f"files/{path.name}", path) for path in _files(office.home)]
        seal_copy(
            _manifest(office, "record", made=made, said=said), parts, to=record, recipients=recipients, aside=folder
        )
        yield f"{record}: {sum(said['rows'].values())} rows, trail up to entry {' '.join(map(str, said['head']))}"
    for kind, place in apart.items():
        with aside(office.home) as folder:
            sealed = place / f"kintrace-{made:{STAMP}}.{kind}.age"
            said, parts = _taken(office, kind, into=folder)
            manifest = _manifest(office, kind, made=made, said=said)
            seal_copy(manifest, parts, to=sealed, recipients=recipients, aside=folder)
            yield f"{sealed}: the {kind}. Keep it apart from the record."
        for old in forget(place, kind=kind, before=made - timedelta(days=keep)):
            yield f"{old}: deleted, because it may hold what was destroyed since"


def _start_django() -> None:
    import django  # noqa: PLC0415  # likewise

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()


def _taken(office: Office, alias: str, *, into: Path) -> Taken:
    from django.db import connections  # noqa: PLC0415  # likewise

    if office.address:
        connection: Any = connections[alias]
        params = connection.get_connection_params()
        wanted = {"dbname", "user", "password", "host", "port", "sslmode", "sslrootcert", "sslcert", "sslkey"}
        return of_postgresql({key: value for key, value in params.items() if key in wanted}, into=into)
    files = {"default": office.record, "keys": office.keys, "laboratory": office.laboratory}
    return of_sqlite(files[alias], into=into)


def _manifest(office: Office, kind: str, *, made: datetime, said: dict[str, Any]) -> Manifest:
    return Manifest(kind=kind, vendor=office.vendor, made=f"{made:{STAMP}}", version=__version__, **said)


def _files(home: Path) -> list[Path]:
    """Return the sealed files; listed after the rows were copied, so that none that a row names is missing."""
    folder = home / "files"
    return sorted(path for path in folder.iterdir() if path.suffix != ".part") if folder.is_dir() else []


def forget(folder: Path, *, before: datetime, kind: str = "keys") -> list[Path]:
    """Delete copies of one kind made before a moment, by the moment in their names; return them.

    Parts of copies too, which a backup leaves that was killed.
    """
    old = [path for path in folder.glob(f"kintrace-*.{kind}.*") if path.name < f"kintrace-{before:{STAMP}}"]
    for path in old:
        path.unlink()
    return old


@contextmanager
def aside(home: Path) -> Iterator[Path]:
    """Hold a private folder beside the record, gone afterwards; one that a killed backup left goes too."""
    for left in home.glob(f"{ASIDE}*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=ASIDE, dir=home))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
