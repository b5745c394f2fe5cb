"""Questions that need a keys database on a disk, asked in a process of its own: `python on_disk.py QUESTION`.

Its home is KINTRACE_HOME, the key that of demonstrations. The answer is one line of JSON.
"""

import json
import os
import signal
import sys
import uuid
from pathlib import Path

import django

HOME = Path(os.environ["KINTRACE_HOME"])
HOME.mkdir(exist_ok=True)
(HOME / "made-by-kintrace-demo").touch()
django.setup()

from django.core.management import call_command  # noqa: E402 - Django is only there now
from django.db import connections  # noqa: E402 - likewise

from kintrace.vault import cases, envelope, keys, passphrase, rotation, scrub  # noqa: E402 - likewise
from kintrace.vault.models import CaseKey, MasterKey  # noqa: E402 - likewise

passphrase.COST = passphrase.Cost(32, 1, 1)
NAME = "registry.Statement.value"
MANY = 120


def made(count):
    """Return cases with one sealed value each."""
    found = [uuid.uuid4() for _ in range(count)]
    cases.new_cases(found)
    boxes = cases.seal_many([cases.Plain(case, NAME, case, f"child {case}") for case in found])
    return {case: [cases.Sealed(NAME, case, box)] for case, box in zip(found, boxes, strict=True)}


def all_open(sealed):
    opened = dict(cases.open_cases(sealed, record=lambda: 1))
    return opened == {case: [f"child {case}"] for case in sealed}


def killed(at):
    """Rotate in a process of its own, killed at its `at`-th step; say whether it lived to finish."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        steps = iter(range(at))

        def step(function):
            def stepping(*words, **options):
                if next(steps, None) is None:
                    os.kill(os.getpid(), signal.SIGKILL)
                return function(*words, **options)

            return stepping

        for name in ("_old", "_retire", "scrub"):
            setattr(rotation, name, step(getattr(rotation, name)))
        keys.add_master = step(keys.add_master)
        # The middle of a batch: after some of its cases were written, before the commit.
        keys.Ring.wrap = step(keys.Ring.wrap)
        rotation.rotate()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def rotation_survives_kills():
    rotation.AT_ONCE = 25
    sealed = made(MANY)
    first = keys.unlocked().masters[1]
    unreadable, points = [], [0, 1, 2, 3, 5, 9, 14, 20, 26, 27, 28, 29, 31, 40, 52, 53, 54, 70, 90, 110, 130]
    lived = []
    for at in points:
        lived.append(killed(at))
        if not all_open(sealed):
            unreadable.append(at)
    rotation.rotate()
    old = keys.Ring({row.master_id: first for row in CaseKey.objects.all()})
    opened = 0
    for row in CaseKey.objects.all():
        try:
            old.unwrap(row.case, bytes(row.wrapped), version=row.version, master=row.master_id)
        except envelope.aead.Damaged:
            continue
        opened += 1
    return {
        "kills": lived.count(False),
        "unreadable after": unreadable,
        "masters": MasterKey.objects.count(),
        "open": all_open(sealed),
        "opened by the old key": opened,
    }


def _holds(secret):
    files = [path for path in HOME.iterdir() if path.name.startswith("keys.sqlite3")]
    return sum(path.read_bytes().count(secret) for path in files)


def erasure_leaves_nothing():
    sealed = made(MANY)
    answers = {}
    for scrubbed in (False, True):
        cases.scrub = scrub.scrub if scrubbed else lambda: None
        case = next(iter(sealed))
        del sealed[case]
        wrapped = bytes(CaseKey.objects.get(case=case).wrapped)
        before = _holds(wrapped)
        cases.erase(case)
        answers["scrubbed" if scrubbed else "only deleted"] = [before > 0, _holds(wrapped)]
    answers["open"] = all_open(sealed)
    return answers


def two_databases():
    tables = {alias: sorted(connections[alias].introspection.table_names()) for alias in ("default", "keys")}
    return {
        "keys apart": {"vault_casekey", "vault_masterkey"} <= set(tables["keys"]),
        "others with the keys": [
            name for name in tables["keys"] if name not in {"vault_casekey", "vault_masterkey", "django_migrations"}
        ],
        "keys with the record": [name for name in tables["default"] if name in {"vault_casekey", "vault_masterkey"}],
    }


if __name__ == "__main__":
    call_command("migrate", "vault", verbosity=0)
    sys.stdout.write(json.dumps(globals()[sys.argv[1]]()))
