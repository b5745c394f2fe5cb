"""A2, A5: intake on a disk that loses its power in the middle, or fills up; run in an office's surroundings.

Everything is real but the disk: the verbs, Django's transactions, both databases with the PRAGMAs of the settings,
and the check of them at each connection. Checkpoints come oftener than by default, so that cuts fall into them too.
`main(cuts, mutant)`: "normal" syncs the record less, "keys" the keys database, "lies" lets the disk lie about syncs.
"""

import json
import random
import sys
import uuid
from contextlib import suppress
from dataclasses import asdict, dataclass, field

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.backends.signals import connection_created

from kintrace.registry.models import TracingRequest
from kintrace.vault.errors import NotRecorded
from tests.assurance.intake import Found, look_at_the_databases, look_for, operator, take
from tests.assurance.simulated.disk import Disk

STEPS = 420  # writes and syncs until the cut, at most; one intake takes about fifty
CUTS_AN_IMAGE = 25  # then everything is looked at, and a new disk begins
LATEST = 40
CHECKPOINTS = (20, 60, 200, 1000)  # pages of the journal
ROOM = 400_000
MUTANTS = {"normal": ("default",), "keys": ("keys",), "lies": ()}


@dataclass(slots=True)
class Counts:
    cuts: int = 0
    acknowledged: int = 0
    found: Found = field(default_factory=Found)
    refused: dict = field(default_factory=dict)


def main(cuts, mutant="", seed=2):
    """Cut the power so many times (with a mutant: until it is caught), and print what was found."""
    rng, counts = random.Random(seed), Counts()
    disk, images = _prepared(rng, mutant)
    while counts.cuts < cuts and not (mutant and counts.found.bad):
        disk.load(images)
        by, acknowledged = operator(), []
        for _ in range(min(CUTS_AN_IMAGE, cuts - counts.cuts)):
            acknowledged += _until_the_cut(by, disk, rng)
            counts.cuts += 1
            found = _after(by, acknowledged[-LATEST:])
            counts.found += found
            if found.corrupt or (mutant and counts.found.bad):
                break
        else:
            counts.found += _after(by, acknowledged)
        counts.acknowledged += len(acknowledged)
        connections.close_all()
        sys.stderr.write(f"{counts.cuts} cuts, {counts.acknowledged} acknowledged\n")
    sys.stdout.write(json.dumps(asdict(counts)))


def fill(times, seed=3):
    """Let the disk fill up so many times, at any write, and print what was said and what was found."""
    rng, counts = random.Random(seed), Counts()
    disk, images = _prepared(rng, "")
    for _ in range(times):
        disk.load(images)
        by, acknowledged = operator(), []
        disk.room = sum(len(one.content) for one in disk.files.values()) + rng.randrange(ROOM)
        word = _until_it_is_full(by, acknowledged)
        counts.refused[word] = counts.refused.get(word, 0) + 1
        connections.close_all()  # whoever comes next meets the full disk, too
        counts.found.lost += TracingRequest.objects.filter(token__in=acknowledged).count() != len(acknowledged)
        counts.found.unreadable += not _refuses_what_it_cannot_record(by, acknowledged)
        disk.room = None
        take(by, more := uuid.uuid4())
        counts.found += _after(by, [*acknowledged, more])
        counts.acknowledged += len(acknowledged)
        counts.cuts += 1
        connections.close_all()
    sys.stdout.write(json.dumps(asdict(counts)))


def _until_it_is_full(by, acknowledged):
    while True:
        token = uuid.uuid4()
        try:
            take(by, token)
        except DatabaseError as error:
            return str(error)
        acknowledged.append(token)


def _refuses_what_it_cannot_record(by, acknowledged):
    """On a full disk the trail cannot be written either: what is sealed then opens whole, or stays closed."""
    try:
        return not look_for(by, acknowledged).bad
    except (NotRecorded, DatabaseError):
        return True


def _until_the_cut(by, disk, rng):
    acknowledged, disk.cut_at = [], rng.randrange(STEPS)
    with connections["default"].cursor() as record:
        record.execute(f"PRAGMA wal_autocheckpoint={rng.choice(CHECKPOINTS)}")
    with suppress(DatabaseError):
        while True:
            token = uuid.uuid4()
            take(by, token)
            acknowledged.append(token)
    connections.close_all()
    disk.power_returns()
    return acknowledged


def _after(by, tokens):
    """Look at the disk as it came back."""
    try:
        found = look_at_the_databases()
        found += look_for(by, tokens)
    except DatabaseError as error:
        connections.close_all()
        return Found(corrupt=1, why=[str(error)])
    return found


def _prepared(rng, mutant):
    """Move the databases of the office onto a simulated disk, closed cleanly; return the disk and what lies on it."""
    take(operator(), uuid.uuid4())
    connections.close_all()
    images = {}
    for alias, known in connections.settings.items():
        path = known["NAME"]
        images[str(path)] = path.read_bytes()
        connections[alias].settings_dict["ENGINE"] = known["ENGINE"] = "tests.assurance.simulated"
        if alias in MUTANTS.get(mutant, ()):
            options = known["OPTIONS"]
            assert "synchronous=FULL" in options["init_command"]
            less = options["init_command"].replace("synchronous=FULL", "synchronous=NORMAL")
            known["OPTIONS"] = options | {"init_command": less}
            connection_created.disconnect(dispatch_uid="kintrace.promises")  # which would refuse it at once
        del connections[alias]
    assert settings.DATABASES["default"]["ENGINE"] == "tests.assurance.simulated"
    return Disk(rng, lies=mutant == "lies"), images
