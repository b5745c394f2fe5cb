"""Where the record lies, and what its databases are held to.

KINTRACE_DATABASE is the path of a SQLite file (the keys lie in keys.sqlite3 beside it, the laboratory in
laboratory.sqlite3) or the address of a PostgreSQL database, postgresql://user:password@host:5432/name (the keys lie in
name_keys and the laboratory in name_laboratory on the same server).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from kintrace.kernel.errors import WrongUse

type Database = dict[str, Any]

SQLITE: Final[Database] = {
    "ENGINE": "django.db.backends.sqlite3",
    "OPTIONS": {
        "timeout": 20,
        # A transaction that will write takes its place in the queue at once, so that none fails half-way.
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;"
        ),
    },
}
POSTGRESQL: Final[Database] = {
    "ENGINE": "django.db.backends.postgresql",
    "CONN_MAX_AGE": 600,
    "CONN_HEALTH_CHECKS": True,
}
# What the server is told for each connection: a commit that was acknowledged is on the disk.
DURABLE = "-c synchronous_commit=on"
# What does not lie in the record itself, each in a database of its own.
APART: Final = ("keys", "laboratory")
TLS = frozenset({"sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout"})


def databases(setting: str, home: Path) -> dict[str, Database]:
    """Return the three databases as Django's settings want them; raises WrongUse for an address it cannot read."""
    if "://" in setting:
        record = _postgresql(urlsplit(setting))
        apart = {name: {**record, "NAME": f"{record['NAME']}_{name}"} for name in APART}
        return {"default": record, **apart}
    path = Path(setting).expanduser() if setting else home / "kintrace.sqlite3"
    apart = {name: {**SQLITE, "NAME": path.parent / f"{name}.sqlite3"} for name in APART}
    return {"default": {**SQLITE, "NAME": path}, **apart}


def _postgresql(address: SplitResult) -> Database:
    name = unquote(address.path.strip("/"))
    if address.scheme not in {"postgresql", "postgres"} or not name:
        raise WrongUse(
            "KINTRACE_DATABASE is neither the path of a file nor an address such as "
            "postgresql://user:password@host:5432/name."
        )
    asked = {key: values[-1] for key, values in parse_qs(address.query).items()}
    return {
        **POSTGRESQL,
        "NAME": name,
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": asked.pop("host", address.hostname or ""),
        "PORT": asked.pop("port", str(address.port or "")),
        "OPTIONS": {key: value for key, value in asked.items() if key in TLS} | {"options": DURABLE},
    }
