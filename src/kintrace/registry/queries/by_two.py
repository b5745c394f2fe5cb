"""Opens what is said of very many children in two processes: a million openings keep one busy for a quarter minute.

The entry of the trail is written first. The other process is a child of this one: it is handed the secret and its
share of the children through a pipe, looks for the entry, opens behind it, and hands the values back through another
pipe; none of it touches a disk. Where that fails, whatever the reason, this process opens all of it, or says why not.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import IO, Final, cast
from uuid import UUID

from django.conf import settings
from django.db import connection

from kintrace.access.models import Event
from kintrace.registry.opening import Opening
from kintrace.registry.queries.said import People, Values, values_of
from kintrace.vault import keys
from kintrace.vault.secret import Secret

LEAST: Final = 20_000  # children; below that, starting a process takes longer than it saves
SHARE_HERE: Final = 0.45  # the other starts later, and this one has all dossiers to make
PROGRAM: Final = (
    "from kintrace.vault.process import close_to_others; close_to_others(); "
    "import sys, json; asked = json.load(sys.stdin); import django; django.setup(); "
    "from kintrace.registry.queries import by_two; by_two.answer(**asked)"
)
log = logging.getLogger(__name__)

type Told = list[tuple[str, Values]]


def said_of(side: str, people: People, *, opening: Opening) -> Iterator[tuple[str, Values]]:
    """Yield what `values_of` does; from two processes where there are many children and processors for both."""
    if len(people) < LEAST or (os.cpu_count() or 1) == 1 or connection.in_atomic_block:
        yield from values_of(side, people, record=opening)
        return
    here = int(len(people) * SHARE_HERE)
    rest = dict(islice(people.items(), here, None))
    with _other(side, rest, entry=opening(), verb=opening.verb) as answered:
        yield from values_of(side, dict(islice(people.items(), here)), record=opening)
        told = answered()
    yield from told if told is not None else values_of(side, rest, record=opening)


def answer(*, secret: str, side: str, entry: int, verb: str, rows: Iterable[tuple[int, str, str]]) -> None:
    """Open a share of the children, in the other process, and write what is said of them to standard output."""
    gc.disable()  # millions of values come to stay until the end
    keys.unlock(Secret(bytes.fromhex(secret)))
    people = {person: (code, UUID(case)) for person, code, case in rows}

    def record() -> int:
        return entry if Event.objects.filter(pk=entry, verb=verb).exists() else 0

    sys.stdout.write(json.dumps(list(values_of(side, people, record=record))))


@contextmanager
def _other(side: str, people: People, *, entry: int, verb: str) -> Iterator[Callable[[], Told | None]]:
    """Start the other process on its share; yield what waits for its answer. On leaving, it is gone."""
    rows = [(person, code, case.hex) for person, (code, case) in people.items()]
    asked = {
        "secret": keys.to_hand_over().reveal().hex(),
        "side": str(side),
        "entry": entry,
        "verb": verb,
        "rows": rows,
    }
    surroundings = os.environ | {"DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
    words = (sys.executable, "-P", "-c", PROGRAM)
    with subprocess.Popen(words, env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603  # our own words
        try:
            with suppress(OSError), cast("IO[bytes]", process.stdin) as into:  # it may have ended by now
                into.write(json.dumps(asked).encode())
            yield lambda: _told(process)
        finally:
            process.kill()


def _told(process: subprocess.Popen[bytes]) -> Told | None:
    answered = cast("IO[bytes]", process.stdout).read()
    if process.wait() != 0:
        log.warning("the second process ended with %s; its share is opened here", process.returncode)
        return None
    told: Told = json.loads(answered)
    return told
