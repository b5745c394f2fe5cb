"""A12: single bits of the record and of its keys are flipped on the disk; then the site starts, and all is read.

What a flip came to is one of: refused at the start, which compares every row with its double; the trail broken, as
`verify-audit` says; refused at reading; nothing that anybody could see; or one of three that nothing tells and that
have to be 0: `plain`, a code, a day or a number that is not sealed reads differently; `missing`, something sealed is
passed over; `silent`, something sealed reads differently. `main(flips)` runs in an office's surroundings; the mutant
"single" has no doubles, and flips until it is caught.
"""

import json
import random
import sqlite3
import sys
import uuid
from collections import Counter
from contextlib import suppress

from django.apps import apps
from django.db import DatabaseError, connections

from kintrace.access.trail import recorder
from kintrace.access.trail_verifier import told
from kintrace.config.promises import Damaged, refuse_damaged
from kintrace.kernel.errors import KintraceError
from kintrace.registry.models import Source, Statement
from kintrace.registry.opening import SOURCE_NAME, VALUE
from kintrace.vault import doubles, keys
from kintrace.vault.cases import Sealed, open_cases
from tests.assurance.intake import operator, take

CASES = 25
TRAIL = "Event"


def main(flips, mutant="", seed=4):
    """Flip so many bits, one at a time, and print what each came to."""
    by, rng = operator(), random.Random(seed)
    for number in range(CASES):
        take(by, uuid.UUID(int=rng.getrandbits(128), version=4), attach=number % 5 == 0)
    if mutant == "single":
        for alias in doubles.KEPT_IN:
            doubles.put_aside(using=alias, plan=[mutant])
    connections.close_all()
    paths = [known["NAME"] for alias, known in connections.settings.items() if alias != "mailbox"]
    whole = {path: path.read_bytes() for path in paths}
    plain, sealed = _as_read(by, whole)
    # Zeros are left out: most are room that no row fills yet, where a flip comes to nothing.
    places = [(path, place) for path, content in whole.items() for place, byte in enumerate(content) if byte]
    counts = Counter()
    for path, place in rng.choices(places, k=flips):
        content = bytearray(whole[path])
        content[place] ^= 1 << rng.randrange(8)
        _put_back(whole | {path: content})
        counts[_outcome(by, path, plain, sealed)] += 1
        connections.close_all()
        if mutant and counts["plain"]:
            break
    sys.stdout.write(json.dumps(counts | {"flips": flips, "statements": len(sealed)}))


def _as_read(by, whole):
    _put_back(whole)
    found = _plain(), _sealed(by)
    connections.close_all()
    return found


def _put_back(images):
    for path, content in images.items():
        path.write_bytes(content)
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def _outcome(by, path, plain, sealed):
    try:
        refuse_damaged(path)
    except Damaged:
        return "at start"
    record = connections.settings["default"]["NAME"]
    if told(record, [])[0]:
        return "by verify-audit"
    try:
        if path != record:
            keys.lock()  # a process that starts has opened nothing yet
        read = _sealed(by)
        rest = _plain()
    except (KintraceError, DatabaseError, sqlite3.Error, ValueError, TypeError, OverflowError):
        return "at reading"
    if any(value != sealed.get(row) for row, value in read.items()):
        return "silent"
    return "missing" if set(read) != set(sealed) else "plain" if rest != plain else "nothing"


def _sealed(by):
    """Open whatever is sealed with a case, by the row it belongs to."""
    boxes = {}
    for case, row, box in Statement.objects.values_list("subject__case", "row", "value"):
        boxes.setdefault(case, []).append(Sealed(VALUE, row, bytes(box)))
    for case, row, box in Source.objects.values_list("case", "row", "name"):
        boxes.setdefault(case, []).append(Sealed(SOURCE_NAME, row, bytes(box)))
    opened = dict(open_cases(boxes, record=recorder(by, "case.opened", subject=f"cases {len(boxes)}")))
    return {one.row: value for case, values in opened.items() for one, value in zip(boxes[case], values, strict=True)}


def _plain():
    """Read all columns of all rows of ours, but those of the trail, which holds itself together."""
    read = {}
    for model in apps.get_models():
        if model.__module__.startswith("kintrace.") and model.__name__ != TRAIL and model._meta.app_label != "mailbox":
            with suppress(LookupError):
                rows = model._default_manager.order_by("pk").values_list()
                read[model.__name__] = [
                    tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in rows
                ]
    return read
