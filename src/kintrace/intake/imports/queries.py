"""Reading an uploaded list while it waits. Only whoever uploaded it may look."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from kintrace.access.models import User
from kintrace.access.permissions import allowed, require
from kintrace.intake.imports.models import Upload
from kintrace.kernel import clock
from kintrace.kernel.errors import UnusableData
from kintrace.linelist import Entry, LineList, Most, Problem, read_list
from kintrace.registry.actions import known_ids
from kintrace.registry.models import Side
from kintrace.registry.opening import Opening
from kintrace.vault.cases import Sealed
from kintrace.vault.errors import Erased

LIST_NAME = "imports.Upload.list_name"
FILE_NAME = "imports.Upload.file_name"
GIVEN_BY = "imports.Upload.given_by"
CONTENT = "imports.Upload.file"
BYTES_AS_TEXT = "latin-1"  # each byte is one sign, so that a file can be sealed as a text is
MOST_UPLOADED = Most(cells=1_000_000, signs=40_000_000)  # some 80,000 rows; half a gigabyte at most
ROWS_SHOWN = 8
PROBLEMS_SHOWN = 200
UPLOADS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Opened:
    """An upload with its names and, while it waits, what is in the file."""

    list_name: str
    file_name: str
    given_by: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Preview:
    """How a list was understood, before anything of it is entered."""

    upload: Upload
    list_name: str
    file_name: str
    given_by: str
    lines: LineList
    head: tuple[Entry, ...]
    shown_columns: tuple[str, ...]  # canonical names of the columns that were understood, in the order of the list
    known_before: int  # rows of this list that the record already knows
    more_problems: int  # problems beyond those shown

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems that fit on a page."""
        return tuple(self.lines.problems[:PROBLEMS_SHOWN])

    @property
    def cells(self) -> tuple[tuple[Entry, tuple[str, ...]], ...]:
        """Each of the first rows with its values, one text a shown column."""
        return tuple(
            (entry, tuple(" | ".join(entry.values.get(column, ())) for column in self.shown_columns))
            for entry in self.head
        )


def own_upload(viewer: User, key: str) -> Upload:
    """Return an upload of the viewer's own; anybody else's looks like one there never was."""
    found = Upload.objects.filter(key=key, by=viewer).first() if allowed(viewer, "imports.upload_list") else None
    if found is None:
        raise Http404
    return found


def own_uploads(viewer: User) -> QuerySet[Upload]:
    """Return the viewer's own uploads, newest first."""
    require(viewer, "imports.upload_list")
    return Upload.objects.filter(by=viewer).order_by("-at")[:UPLOADS_SHOWN]


def opened(viewer: User, upload: Upload) -> Opened:
    """Open a waiting upload, in memory; raises UnusableData where the file is gone."""
    try:
        box = upload.path.read_bytes()
        opening = Opening(viewer, "upload.opened", subject=str(upload), purpose="registration")
        sealed = [
            (LIST_NAME, bytes(upload.list_name)),
            (FILE_NAME, bytes(upload.file_name)),
            (GIVEN_BY, bytes(upload.given_by)),
            (CONTENT, box),
        ]
        said = opening.open((upload.case, Sealed(name, upload.case, value)) for name, value in sealed)
        names = [said[name, upload.case] for name in (LIST_NAME, FILE_NAME, CONTENT)]
        given_by = said.get((GIVEN_BY, upload.case), "")
    except (FileNotFoundError, KeyError, Erased) as error:
        raise UnusableData(
            _("The file is no longer here: it is deleted after an hour. Please upload the list again.")
        ) from error
    return Opened(names[0], names[1], given_by, names[2].encode(BYTES_AS_TEXT))


def read(content: bytes, *, side: str, name: str) -> LineList:
    """Read what an upload holds; raises KintraceError where it cannot be used."""
    of: Literal["requests", "children"] = "requests" if side == Side.REQUESTS else "children"
    return read_list(content, today=clock.today(), side=of, name=name, most=MOST_UPLOADED)


def preview(viewer: User, key: str) -> Preview | None:
    """Read the list again and show how it was understood; None once it was decided about."""
    upload = own_upload(viewer, key)
    if upload.state != Upload.State.WAITING:
        return None
    held = opened(viewer, upload)
    lines = read(held.content, side=upload.side, name=held.file_name)
    known = known_ids(viewer, upload.side, list_name=held.list_name)
    return Preview(
        upload=upload,
        list_name=held.list_name,
        file_name=held.file_name,
        given_by=held.given_by,
        lines=lines,
        head=tuple(lines.entries[:ROWS_SHOWN]),
        shown_columns=tuple(
            dict.fromkeys(
                column.column for column in lines.columns if column.column is not None and column.column != "id"
            )
        ),
        known_before=sum(entry.id in known for entry in lines.entries),
        more_problems=max(0, sum(lines.problems_counted.values()) - PROBLEMS_SHOWN),
    )
