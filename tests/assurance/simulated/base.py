"""Django's SQLite, spoken through apsw, so that the files may lie on a disk that is simulated (`disk.py`).

apsw brings a SQLite of its own, newer than Python's; what is tried on it is the order in which SQLite writes and
syncs under the PRAGMAs of our settings, and our own order of transactions. Errors keep the names that Django knows.
"""

import sqlite3
from contextlib import suppress
from itertools import islice

import apsw
from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3._functions import register

KINDS = {
    apsw.ConstraintError: sqlite3.IntegrityError,
    apsw.CorruptError: sqlite3.DatabaseError,
    apsw.NotADBError: sqlite3.DatabaseError,
}
CHANGING = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class Connection:
    """As much of `sqlite3.Connection` as Django asks for."""

    isolation_level = None

    def __init__(self, name):
        self.inner = apsw.Connection(str(name), vfs="simulated")

    def create_function(self, name, number, function, *, deterministic=False):
        self.inner.create_scalar_function(name, function, number, deterministic=deterministic)

    def create_aggregate(self, name, number, kind):
        def made():
            return kind(), lambda one, *words: one.step(*words), lambda one: one.finalize()

        self.inner.create_aggregate_function(name, made, number)

    def getlimit(self, category):
        return self.inner.limit(category)

    def cursor(self):
        return Cursor(self)

    def execute(self, query, params=()):
        return Cursor(self).execute(query, params)

    @property
    def in_transaction(self):
        return self.inner.in_transaction

    def commit(self):
        if self.in_transaction:
            self.execute("COMMIT")

    def rollback(self):
        if self.in_transaction:
            self.execute("ROLLBACK")

    def close(self):
        with suppress(apsw.Error):
            self.inner.close()


class Cursor:
    """As much of Django's own cursor as Django asks for; rows are fetched at once."""

    convert_query = base.SQLiteCursorWrapper.convert_query
    arraysize = 100
    description = None
    rowcount = -1

    def __init__(self, connection):
        self.connection, self.rows = connection, iter(())

    def execute(self, query, params=None):
        if params is not None:
            query = self.convert_query(query, param_names=list(params) if isinstance(params, dict) else None)
        inner = self.connection.inner
        with _named():
            cursor = inner.execute(query, params or ())
            with suppress(apsw.ExecutionCompleteError):
                self.description = [(*column, *[None] * 5) for column in cursor.get_description()]
            self.rows = iter(cursor.fetchall())
        self.rowcount = inner.changes() if query.lstrip().upper().startswith(CHANGING) else -1
        self.lastrowid = inner.last_insert_rowid()
        return self

    def executemany(self, query, several):
        for params in several:
            self.execute(query, params)
        return self

    def fetchone(self):
        return next(self.rows, None)

    def fetchmany(self, size=arraysize):
        return list(islice(self.rows, size))

    def fetchall(self):
        return list(self.rows)

    def __iter__(self):
        return self.rows

    def close(self):
        self.rows = iter(())


class _named:  # noqa: N801  # reads as a verb
    def __enter__(self):
        return self

    def __exit__(self, kind, error, _trace):
        if isinstance(error, apsw.Error):
            raise KINDS.get(kind, sqlite3.OperationalError)(str(error)) from error


class DatabaseWrapper(base.DatabaseWrapper):
    """Opens files on the simulated disk; without shared memory, WAL needs the file to itself."""

    def get_new_connection(self, conn_params):
        connection = Connection(conn_params["database"])
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        register(connection)
        for command in self.init_commands:
            if command.strip():
                connection.execute(command.strip())
        return connection

    def create_cursor(self, _name=None):
        return self.connection.cursor()
