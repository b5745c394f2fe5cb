"""The intake that is killed, cut off and starved here, by the verbs that the site itself calls; and the looking after.

What a case says follows from its token, so that whoever holds a token can tell whether all of it is there.
"""

import tempfile
import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import connections

from kintrace.access.models import Event, Office, Role, User
from kintrace.access.trail import exported, recorder
from kintrace.access.trail_verifier import told
from kintrace.kernel.errors import KintraceError
from kintrace.registry.actions import Telling, open_case
from kintrace.registry.models import Person, Source, Statement, TracingRequest
from kintrace.registry.opening import SOURCE_NAME, VALUE
from kintrace.vault import files
from kintrace.vault.cases import Sealed, new_cases, open_cases

DAY = date(2017, 10, 1)


def operator():
    """Return whoever takes the calls here."""
    here, _ = Office.objects.get_or_create(name="Here")
    found, _ = User.objects.get_or_create(username="fatima", defaults={"role": Role.TRACING_OFFICER, "office": here})
    return found


def said_of(token):
    """Return what the case of a token says of its two children."""
    return [{"name": [f"Заира {token} {place}"], "mother_name": [f"حليمة {token}"]} for place in (1, 2)]


def take(by, token, *, attach=False):
    """Take down one request, sealed and on the trail, with a sealed letter where asked; it is on the disk on return."""
    name = _attached(token) if attach else f"call {token}"
    telling = Telling("call", "family", DAY, name=name)
    return open_case(by, "requests", token=token, children=said_of(token), telling=telling, channel="hotline")


def _attached(token):
    case = uuid.uuid4()
    new_cases([case])
    return f"{case} {files.seal_file(case, f'letter of {token}'.encode())}"


@dataclass(slots=True)
class Found:
    """How the record stands after what was done to it; every number but the first should be 0."""

    kept: int = 0
    lost: int = 0  # acknowledged, and not there
    unreadable: int = 0  # there, and not as it was said
    doubled: int = 0
    without_file: int = 0
    corrupt: int = 0  # databases that SQLite calls damaged
    breaks: int = 0  # trails that are not intact
    why: list = field(default_factory=list)

    @property
    def bad(self):
        return self.lost + self.unreadable + self.doubled + self.without_file + self.corrupt + self.breaks

    def __iadd__(self, other):
        for name in ("kept", "lost", "unreadable", "doubled", "without_file", "corrupt", "breaks"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.why = (self.why + other.why)[:3]
        return self


def look_for(by, tokens):
    """Open the cases of tokens, and say which are whole; each opening is on the trail."""
    found, tokens = Found(), list(tokens)
    for begin in range(0, len(tokens), 200):
        _look_for(by, tokens[begin : begin + 200], found)
    return found


def _look_for(by, tokens, found):
    cases = dict(TracingRequest.objects.filter(token__in=tokens).values_list("token", "case"))
    found.lost += len(set(tokens) - set(cases))
    boxes = {case: [] for case in cases.values()}
    statements = Statement.objects.filter(subject__case__in=boxes).order_by("subject__number", "pk")
    for case, row, box in statements.values_list("subject__case", "row", "value"):
        boxes[case].append(Sealed(VALUE, row, bytes(box)))
    for case, row, box in Source.objects.filter(case__in=boxes).order_by("pk").values_list("case", "row", "name"):
        boxes[case].append(Sealed(SOURCE_NAME, row, bytes(box)))
    people = Counter(Person.objects.filter(case__in=boxes).values_list("case", flat=True))
    opened = _opened(by, boxes, found)
    for token, case in cases.items():
        *values, name = opened.get(case, [""])
        right = [value for child in said_of(token) for several in child.values() for value in several]
        found.kept += values == right
        found.unreadable += values != right
        found.doubled += people[case] != 2
        found.without_file += name != f"call {token}" and not _file_opens(by, token, name)


def _opened(by, boxes, found):
    try:
        return dict(open_cases(boxes, record=recorder(by, "case.opened", subject=f"cases {len(boxes)}")))
    except KintraceError as error:
        found.why.append(repr(error))
        return {}


def _file_opens(by, token, name):
    try:
        case, name = name.split()
        box = files.open_file(uuid.UUID(case), name, record=recorder(by, "file.opened", subject=name))
    except (KintraceError, ValueError):
        return False
    return box == f"letter of {token}".encode()


def look_at_the_databases():
    """Ask the databases whether they are sound, and follow the trail from its first entry."""
    found = Found()
    for connection in connections.all(initialized_only=False):
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                answers = [row[0] for row in cursor.execute("PRAGMA integrity_check(3)").fetchall()]
            found.corrupt += answers != ["ok"]
            found.why += answers if answers != ["ok"] else []
    with tempfile.NamedTemporaryFile("w") as lines:
        lines.writelines(f"{line}\n" for line in exported())
        lines.flush()
        code, sentence = told(Path(lines.name), [])
    found.breaks += code
    found.why += [sentence] if code else []
    assert Event.objects.exists(), "a trail without entries would be intact whatever happened"
    return found
