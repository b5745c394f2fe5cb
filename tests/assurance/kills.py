"""A1, A6, A7: writers are killed in the middle of intake, again and again, and what they acknowledged is looked for.

Two processes write at once, each as the site does: keys, sealed statements, the entry of the trail, the commit, and
only then a word into a pipe. Between 4 and 60 ms after they began, or after they first acknowledged, they get SIGKILL.
What a writer had begun and not acknowledged is sent again with its token, as a form is, and has to come out as one
case. Run in an office's surroundings: `main(kills, mutant)`; mutant "early" acknowledges before the commit. On
PostgreSQL, some kills hit the server's own process for the writer too, after which the whole server recovers.
"""

import json
import os
import random
import select
import signal
import sys
import time
import traceback
import uuid
from contextlib import suppress
from dataclasses import asdict, dataclass, field

from django.db import DatabaseError, connection, connections, transaction

from kintrace.kernel import clock
from kintrace.kernel.errors import KintraceError
from kintrace.registry.models import Source
from kintrace.registry.opening import SOURCE_NAME
from kintrace.vault import cases, files, keys
from tests.assurance.intake import Found, look_at_the_databases, look_for, operator, take

WRITERS = 2
PATIENCE = 60
LOOK_EVERY = 10  # rounds; in between, the next writers meet what the last ones left
BACKEND_EVERY = 15  # rounds, on PostgreSQL


@dataclass(slots=True)
class Counts:
    kills: int = 0
    acknowledged: int = 0
    resent: int = 0
    committed_unacknowledged: int = 0
    servers_killed: int = 0
    orphans: int = 0
    found: Found = field(default_factory=Found)


def main(kills, mutant="", seed=1):
    """Kill so many writers (with a mutant: until it is caught), and print what was found as one line of JSON."""
    by, rng, counts = operator(), random.Random(seed), Counts()
    keys.unlocked()
    fresh, ever, rounds = [], [], 0
    while counts.kills < kills and not (mutant and counts.found.bad):
        rounds += 1
        server_too = connection.vendor == "postgresql" and rounds % BACKEND_EVERY == 0 and not mutant
        acknowledged, begun = _round(by, rng, mutant=mutant, server_too=server_too)
        counts.kills += WRITERS
        counts.acknowledged += len(acknowledged)
        counts.servers_killed += server_too
        fresh += acknowledged
        fresh += _sent_again(by, begun, counts)
        if rounds % (1 if mutant else LOOK_EVERY) == 0 or counts.kills >= kills:
            counts.found += _patiently(look_for, by, fresh)
            ever, fresh = ever + fresh, []
            sys.stderr.write(f"{counts.kills} kills, {counts.acknowledged} acknowledged\n")
    counts.found += look_at_the_databases()
    if not mutant:
        counts.found += look_for(by, ever)
        counts.orphans = _orphans()
    sys.stdout.write(json.dumps(asdict(counts)))


def _round(by, rng, *, mutant, server_too):
    connections.close_all()  # a child must not share its parent's connections
    writers = [_start(by, mutant) for _ in range(WRITERS)]
    word = rng.choice((b"begun", b"done"))  # in the middle of the first intake, or later, however slow the machine
    heard = [_hear(pipe, word) for _, pipe in writers]
    for number, (child, _) in enumerate(writers):
        time.sleep(rng.uniform(0.004, 0.060))
        if server_too and number == 0:
            _kill_a_server()
        os.kill(child, signal.SIGKILL)
    said = []
    for (child, pipe), first in zip(writers, heard, strict=True):
        os.waitpid(child, 0)
        with os.fdopen(pipe, "rb") as rest:
            said += [line.split() for line in (first + rest.read()).decode().splitlines()]
    errors = [" ".join(words) for words in said if words[0] == "error"]
    assert server_too or not errors, errors
    tokens = {kind: [uuid.UUID(words[1]) for words in said if words[0] == kind] for kind in ("begun", "done")}
    return tokens["done"], sorted(set(tokens["begun"]) - set(tokens["done"]))


def _start(by, mutant):
    out, into = os.pipe()
    child = os.fork()
    if child:
        os.close(into)
        return child, out
    try:
        os.close(out)
        _write(by, into, mutant=mutant)
    except BaseException as error:  # noqa: BLE001  # the parent has to hear of whatever it is
        os.write(into, f"error {type(error).__name__} {traceback.format_exc()[-2000:]!r}\n".encode())
    finally:
        os._exit(1)


def _write(by, pipe, *, mutant):
    number = 0
    while True:
        token, number = uuid.uuid4(), number + 1
        os.write(pipe, f"begun {token}\n".encode())
        if mutant == "early":
            with transaction.atomic():
                os.write(pipe, f"done {token}\n".encode())
                take(by, token)
        else:
            take(by, token, attach=number % 3 == 0)
            os.write(pipe, f"done {token}\n".encode())


def _hear(pipe, word):
    """Wait until a writer has said a word, or ended; return what it said so far."""
    heard = b""
    while word not in heard:
        ready, _, _ = select.select([pipe], [], [], PATIENCE)
        assert ready, "a writer does not get on"
        more = os.read(pipe, 4096)
        heard += more
        if not more:
            break
    return heard


def _kill_a_server():
    """Kill the server's process of one writer; the server then ends all others and recovers by itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
        for (pid,) in cursor.fetchmany(1):
            os.kill(pid, signal.SIGKILL)
    with suppress(DatabaseError):
        connections.close_all()


def _sent_again(by, begun, counts):
    """Send again what was begun and not acknowledged, twice."""
    before = _patiently(look_for, by, begun)
    for token in begun * 2:
        _patiently(take, by, token)
    counts.resent += len(begun)
    counts.committed_unacknowledged += len(begun) - before.lost
    counts.found.unreadable += before.unreadable
    return begun


def _patiently(verb, *words):
    """Do it again while the server recovers."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return verb(*words)
        except (DatabaseError, KintraceError):
            if connection.vendor == "sqlite" or time.monotonic() > until:
                raise
        connections.close_all()
        time.sleep(0.1)


def _orphans():
    """Collect files that no row names, and return how many there were; the others have to stay."""
    boxes = ((row.case, [cases.Sealed(SOURCE_NAME, row.row, bytes(row.name))]) for row in Source.objects.all())
    named = [words[0].split()[1] for _, words in cases.open_cases(boxes, record=lambda: 1)]
    return files.collect(named, before=clock.now())
