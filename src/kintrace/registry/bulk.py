"""Inserting a hundred thousand rows in one go.

Model instances cost ten times what the rows do, and while one process writes, every other waits for the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from django.db import connections, models, router
from django.db.models import Model

type Cell = str | int | float | bytes | UUID | None


def insert_many(
    model: type[Model], columns: Sequence[str], *, rows: Iterable[tuple[Cell, ...]], fixed: Mapping[str, object]
) -> None:
    """Insert rows, given as the values of `columns`; the values of `fixed` are the same in each of them.

    Defaults of the model do not apply, and no signals are sent: every column must be given, and
    keys as the numbers they are.
    """
    connection = connections[router.db_for_write(model)]
    stored = {field.name: field for field in model._meta.concrete_fields}  # noqa: SLF001  # documented by Django
    same = tuple(stored[name].get_db_prep_save(value, connection) for name, value in fixed.items())
    names = [connection.ops.quote_name(str(stored[name].column)) for name in (*columns, *fixed)]
    table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001  # likewise
    insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(names))})"  # noqa: S608  # our own names  # nosec B608
    as_text = not connection.features.has_native_uuid_field
    ids = [place for place, name in enumerate(columns) if isinstance(stored[name], models.UUIDField)] if as_text else []
    with connection.cursor() as cursor:
        cursor.executemany(insert, [row + same for row in _written(rows, ids)])


def _written(rows: Iterable[tuple[Cell, ...]], ids: Sequence[int]) -> Iterator[tuple[Cell, ...]]:
    """Write ids as the letters in which a database without ids of its own keeps them."""
    if not ids:
        yield from rows
        return
    for row in rows:
        cells = list(row)
        for place in ids:
            cell = cells[place]
            cells[place] = cell.hex if isinstance(cell, UUID) else cell
        yield tuple(cells)
