"""H6: a list is entered and whoever enters it is killed in the middle, again and again.

After each kill the record holds all of the list or nothing of it; where nothing, the list still waits and can be
entered, and in the end no file of it is left. `main(kills, mutant)`: with the mutant "halves" the rows are entered in
two transactions, which has to be found. Run in an office's surroundings.
"""

import json
import random
import sys
import time
from collections import Counter
from functools import partial
from pathlib import Path
from unittest import mock

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, connections

from kintrace.intake.imports import actions, queries
from kintrace.intake.imports.models import Upload
from kintrace.kernel import clock
from kintrace.registry.actions import Given
from kintrace.registry.actions.lists import enter_list
from kintrace.registry.models import ChildRecord, LineList, ListBasis, Source, Statement
from tests.assurance import deaths
from tests.assurance.intake import look_at_the_databases, operator

ROWS = 150
PATIENCE = 120
TABLE = "id,name,father_name\n" + "".join(f"k{number},Амина {number},Умар {number}\n" for number in range(ROWS))
GIVEN = Given("partner", "agreement", "Helpers of Exampleland")
EACH = {ChildRecord: ROWS, Statement: 2 * ROWS, LineList: 1, ListBasis: 1, Source: 1}  # rows that one list gives


def main(kills, mutant=""):
    """Kill so many (with a mutant: until it is caught), and print what was found as one line of JSON."""
    by, rng, counts = operator(), random.Random(3), Counter(kills=0, entered=0, in_parts=0, lost=0, left=0)
    took = _timed(by)
    upload = _received(by)
    while counts["kills"] < kills and not (mutant and counts["in_parts"]):
        done, wrong = deaths.lives(partial(_enter, by, upload, mutant), seconds=rng.uniform(0.0, 1.3 * took))
        assert not wrong, wrong
        counts["kills"] += not done
        _patiently(_served)
        counts["in_parts"] += not _patiently(_is_whole)
        upload = _patiently(_next, by, upload, counts)
        sys.stderr.write(f"{counts['kills']} kills, {counts['entered']} entered\n")
    if not mutant:
        actions.confirm(by, upload.key)
        actions.forget_old(now=clock.now() + 2 * actions.KEPT_FOR)
        counts["left"] = len(_files())
        counts["in_parts"] += not _is_whole()
        counts["in_parts"] += look_at_the_databases().bad
    sys.stdout.write(json.dumps(counts))


def _timed(by):
    begun = time.monotonic()
    actions.confirm(by, _received(by).key)
    return time.monotonic() - begun


def _received(by):
    name = f"camp {Upload.objects.count()}"
    return actions.receive(
        by, SimpleUploadedFile("camp.csv", TABLE.encode()), side="children", list_name=name, given=GIVEN
    )


def _enter(by, upload, mutant):
    if mutant != "halves":
        actions.confirm(by, upload.key)
        return

    def in_halves(*words, rows, **more):
        rows = list(rows)
        enter_list(*words, rows=rows[: ROWS // 2], **more)
        return enter_list(*words, rows=rows, **more)

    with mock.patch.object(actions, "enter_list", in_halves):
        actions.confirm.__wrapped__(by, upload.key)


def _served():
    """Wait until no server works for the one that was killed: it ends what was begun, or commits what was asked."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            others = "pid <> pg_backend_pid() AND datname = current_database() AND backend_type = 'client backend'"
            cursor.execute(f"SELECT count(*) FROM pg_stat_activity WHERE {others}")  # noqa: S608  # our own words
            if cursor.fetchone()[0]:
                raise DatabaseError("a server is still at work")


def _is_whole():
    """Tell whether the record holds all of each list that was entered, and nothing of any other."""
    entered = Upload.objects.filter(state=Upload.State.CONFIRMED).count()
    return {model: model.objects.count() for model in EACH} == {model: entered * each for model, each in EACH.items()}


def _next(by, upload, counts):
    """Return what to enter next: the same list where it still waits, which it has to be able to."""
    upload.refresh_from_db()
    if upload.state == Upload.State.WAITING:
        counts["lost"] += queries.preview(by, upload.key) is None
        return upload
    counts["entered"] += 1
    return _received(by)


def _patiently(verb, *words):
    """Do it again while a server gives up what the killed one held."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return verb(*words)
        except DatabaseError:
            if time.monotonic() > until:
                raise
        connections.close_all()
        time.sleep(0.05)


def _files():
    return [path for path in Path(settings.FILE_UPLOAD_TEMP_DIR).rglob("*") if path.is_file()]
