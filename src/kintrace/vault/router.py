"""Says what lies in which database: the record, its keys, and the laboratory, each in one of its own.

So the record can be copied without its keys, a key that was erased is not kept by the record's backups, and whoever
takes the record and its keys has no profile and nothing that opens one.
"""

from __future__ import annotations

from django.db.models import Model

RECORD = "default"
KEYS = "keys"
LABORATORY = "laboratory"
# Tables of the vault that do not lie in the record.
APART = {"casekey": KEYS, "masterkey": KEYS, "laboratorykey": LABORATORY, "profilekey": LABORATORY}


class KeysApart:
    """Django asks it which database a model belongs to."""

    def db_for_read(self, model: type[Model], **_hints: object) -> str | None:
        return _home_of(model)

    db_for_write = db_for_read

    def allow_relation(self, one: Model, other: Model, **_hints: object) -> bool | None:
        homes = {_home_of(one), _home_of(other)}
        return None if homes == {None} else len(homes) == 1

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **_hints: object) -> bool | None:
        home = _home(app_label, model_name or "")
        if home is not None:
            return db == home
        return False if db in {KEYS, LABORATORY} else None


def _home_of(model: Model | type[Model]) -> str | None:
    return _home(model._meta.app_label, model._meta.model_name or "")  # noqa: SLF001  # Django's public name


def _home(app_label: str, model_name: str) -> str | None:
    if app_label == LABORATORY:
        return LABORATORY
    return APART.get(model_name) if app_label == "vault" else None
