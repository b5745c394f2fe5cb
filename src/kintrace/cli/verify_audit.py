"""`kintrace verify-audit`: whether the trail is as it was written.

What checks it is `kintrace.access.trail_verifier`, one file that runs anywhere without kintrace.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kintrace.access.trail_verifier import told
from kintrace.cli.office import Office
from kintrace.kernel.errors import WrongUse


def command(
    database: Annotated[
        Path | None,
        typer.Argument(help="The SQLite file, or the lines of `kintrace manage export_trail`. [default: the record]"),
    ] = None,
    *,
    anchors: Annotated[
        list[Path] | None, typer.Option("--anchors", metavar="FILE", help="Anchors kept elsewhere; may be repeated.")
    ] = None,
) -> None:
    """Check that nobody changed, removed or added an entry of the trail.

    Ends with 0 where it is intact, and says since when it is not anchored; with 1 where it is not, and names the
    first entry that does not hold.
    """
    for path in anchors or []:
        _check_readable(path)
    if database is not None and not database.exists():
        raise WrongUse(f"{database}: there is no such file, so no trail was checked.")
    code, sentence = told(database or _the_record(), anchors or [])
    typer.echo(sentence)
    raise typer.Exit(code)


def _check_readable(anchors: Path) -> None:
    """Raise WrongUse for a file of anchors that is not there: of the trail that says nothing."""
    try:
        anchors.open("rb").close()
    except OSError as error:
        raise WrongUse(
            f"{anchors} cannot be read: {error.strerror}. The trail was not checked. Name a file that "
            "`kintrace manage anchor_audit --to FILE` wrote, or leave --anchors out."
        ) from error


def _the_record() -> Path:
    """Return the SQLite file of this office."""
    office = Office.named()
    if office.address:
        raise WrongUse(
            "This record lies in PostgreSQL. Write its trail out first, then check that file: "
            "kintrace manage export_trail > trail.jsonl; kintrace verify-audit trail.jsonl"
        )
    office.require_record()
    return office.record
