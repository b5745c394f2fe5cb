"""`kintrace restore`: a backup becomes a record again, in a home that was empty, or nothing happens at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from kintrace import __version__
from kintrace.access.trail_verifier import told
from kintrace.cli.manage import SETTINGS, manage
from kintrace.cli.office import Office
from kintrace.cli.sealed_copies import Manifest, Unopened, open_copy
from kintrace.cli.snapshots import FILE, described, into_postgresql
from kintrace.kernel.errors import UnusableData, WrongUse
from kintrace.vault.demo import MARK

LEFT_BY_STARTING = {"uploads", "secret-key", MARK}

ALIASES = {"keys": "keys", "laboratory": "laboratory", "record": "default"}


class NotEmpty(WrongUse):
    """There is a record already where a backup should go."""


class NotWhole(UnusableData):
    """What came out of a backup is not what went in."""


def command(
    source: Annotated[Path, typer.Argument(help="The .record.age file, or the folder of backups: then the last one.")],
    *,
    identity: Annotated[Path, typer.Option("--identity", metavar="FILE", help="The file with the key that opens it.")],
    keys: Annotated[
        Path | None, typer.Option("--keys", metavar="FILE", help="The .keys.age file. [the last one beside SOURCE]")
    ] = None,
    laboratory: Annotated[
        Path | None, typer.Option("--laboratory", metavar="FILE", help="The .laboratory.age file. [likewise, if any]")
    ] = None,
) -> None:
    """Make a record again from a backup, in KINTRACE_HOME, which has to be empty.

    The trail is checked and everything counted before anything appears in its place.
    """
    office = Office.named()
    refuse_occupied(office)
    record = last_of(source, "record")
    sealed = {"record": record, "keys": last_of(keys or record.parent, "keys")}
    if laboratory is not None or _copies(record.parent, "laboratory"):
        sealed["laboratory"] = last_of(laboratory or record.parent, "laboratory")
    with opened(sealed, identity=identity) as (manifests, folders):
        check(manifests, office=office)
        found = (_into_postgresql if office.address else _into_files)(office, manifests, folders)
    os.sync()
    typer.echo(f"Restored what was there on {manifests['record'].made}: {found}")
    typer.echo(
        "Start it with `kintrace serve`, KINTRACE_HOME set as it is now; whoever had signed in has to sign in again.",
        err=True,
    )


def refuse_occupied(office: Office) -> None:
    """Raise NotEmpty for a home that holds anything but what any start leaves there."""
    held = {path.name for path in office.home.iterdir()} if office.home.is_dir() else set()
    there = {path for path in (office.record, office.keys, office.laboratory) if path.exists()}
    if held - LEFT_BY_STARTING or (there and not office.address):
        raise NotEmpty(
            f"{office.home} is not empty, and a backup is never restored over a record. Nothing was touched. "
            "Name a new folder: KINTRACE_HOME=NEW-FOLDER kintrace restore …"
        )


def last_of(source: Path, kind: str) -> Path:
    """Return the backup that is meant: the file itself, or the last one of its kind in a folder or its `keys`."""
    if source.is_file():
        return source
    found = _copies(source, kind)
    if not found:
        raise UnusableData(f"{source} holds no kintrace-….{kind}.age. Name the file of the {kind} itself.")
    return max(found, key=lambda path: path.name)


def _copies(source: Path, kind: str) -> list[Path]:
    return [*source.glob(f"kintrace-*.{kind}.age"), *source.glob(f"{kind}/kintrace-*.{kind}.age")]


@contextmanager
def opened(sealed: Mapping[str, Path], *, identity: Path) -> Iterator[tuple[dict[str, Manifest], dict[str, Path]]]:
    """Open the parts of a backup, by kind, whole, into private folders that go afterwards."""
    os.umask(0o077)
    with ExitStack() as stack:
        home = Office.named().home
        home.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        near = tempfile.TemporaryDirectory(
            prefix=".restore-", dir=home.parent
        )  # the same disk, so that it can be moved
        place = Path(stack.enter_context(near))
        folders = {kind: place / kind for kind in sealed}
        manifests = {}
        for kind, copy in sealed.items():
            folders[kind].mkdir()
            manifests[kind] = open_copy(copy, identity=identity, into=folders[kind])
            if manifests[kind].kind != kind:
                raise Unopened(f"{copy} is a backup of the {manifests[kind].kind}, not of the {kind}.")
        yield manifests, folders


def check(manifests: Mapping[str, Manifest], *, office: Office) -> None:
    """Raise UnusableData for backups that do not belong together, or do not fit this office."""
    record = manifests["record"]
    for kind, one in manifests.items():
        if one.mark and record.mark != one.mark:
            raise UnusableData(
                f"The {kind} belong to another record. Nothing was restored. Name the right file with --{kind}."
            )
    if any(one.vendor != office.vendor for one in manifests.values()):
        raise UnusableData(
            f"This backup is of a record in {record.vendor}, and KINTRACE_DATABASE points to {office.vendor}. "
            "Nothing was restored."
        )


def _into_files(office: Office, manifests: Mapping[str, Manifest], folders: Mapping[str, Path]) -> str:
    for kind, manifest in manifests.items():
        _compare(manifest, described(folders[kind] / FILE))
    said = _checked_trail(folders["record"] / FILE)
    office.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    office.record.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _move_files(folders["record"], office.home)
    for kind, place in (("keys", office.keys), ("laboratory", office.laboratory)):
        if kind in folders:
            (folders[kind] / FILE).replace(place)
    (folders["record"] / FILE).replace(office.record)  # last: without it there is no record
    return f"{_counted(manifests)} {said}"


def _into_postgresql(office: Office, manifests: Mapping[str, Manifest], folders: Mapping[str, Path]) -> str:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    manage(["migrate", "--verbosity", "0"])
    from django.db import connections, transaction  # noqa: PLC0415  # Django is only there since `migrate`

    from kintrace.access.models import Event, User  # noqa: PLC0415  # likewise
    from kintrace.access.trail import exported  # noqa: PLC0415  # likewise

    if Event.objects.exists() or User.objects.exists():
        raise NotEmpty("The PostgreSQL database holds a record already. Nothing was touched. Name an empty one.")
    aliases = {kind: alias for kind, alias in ALIASES.items() if kind in manifests}
    with ExitStack() as stack:
        for alias in reversed(aliases.values()):
            stack.enter_context(transaction.atomic(using=alias))
        for kind, alias in aliases.items():
            connection: Any = connections[alias]
            connection.ensure_connection()
            _fits(manifests[kind], alias)
            _compare(manifests[kind], into_postgresql(connection.connection, manifests[kind], folder=folders[kind]))
        trail = folders["record"] / "trail.jsonl"
        trail.write_text("".join(f"{line}\n" for line in exported()), encoding="utf-8")
        said = _checked_trail(trail)
        _move_files(folders["record"], office.home)
    return f"{_counted(manifests)} {said}"


def _fits(manifest: Manifest, alias: str) -> None:
    """Raise UnusableData for tables of another version: COPY knows no migrations."""
    from django.db import connections  # noqa: PLC0415  # likewise
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415  # likewise

    here = {f"{app}.{name}" for app, name in MigrationRecorder(connections[alias]).applied_migrations()}
    if here != set(manifest.migrations):
        raise UnusableData(
            f"This backup was made by kintrace {manifest.version}, and this is {__version__}, with other tables. "
            "Nothing was restored. Restore it with the version that made it, and let the newer one bring it up to date."
        )


def _compare(manifest: Manifest, found: Mapping[str, Any]) -> None:
    if found["rows"] != manifest.rows or list(found["head"]) != list(manifest.head):
        raise NotWhole("What came out of the backup is not what it says it holds. Nothing was restored.")


def _checked_trail(trail: Path) -> str:
    code, said = told(trail, [])
    if code:
        raise NotWhole(f"The trail in this backup does not hold, so nothing was restored. {said}")
    return said


def _move_files(folder: Path, home: Path) -> None:
    if (folder / "files").is_dir():
        shutil.move(folder / "files", home / "files")


def _counted(manifests: Mapping[str, Manifest]) -> str:
    rows = manifests["record"].rows
    told_of = [f"{rows[table]} {name}" for table, name in COUNTED.items() if table in rows]
    return f"{sum(rows.values())} rows ({', '.join(told_of)}), {sum(manifests['keys'].rows.values())} of keys."


COUNTED = {
    "access_user": "members of staff",
    "registry_tracingrequest": "requests",
    "registry_childrecord": "children",
    "registry_statement": "statements",
    "tracing_judgement": "judgements",
}
