"""Keeps keys apart: the two tables of keys live in a database of their own, and nothing else does.

So the record can be copied without its keys, and a key that was erased is not kept by the record's backups.
"""

from __future__ import annotations

from django.db.models import Model

KEYS = "keys"
RECORD = "default"
MODELS = frozenset({"casekey", "masterkey"})


class KeysApart:
    """Django asks it which database a model belongs to."""

    def db_for_read(self, model: type[Model], **_hints: object) -> str | None:
        return KEYS if _is_key(model) else None

    db_for_write = db_for_read

    def allow_relation(self, one: Model, other: Model, **_hints: object) -> bool | None:
        kinds = {_is_key(one), _is_key(other)}
        return None if kinds == {False} else kinds == {True}

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **_hints: object) -> bool | None:
        if app_label == "vault" and model_name in MODELS:
            return db == KEYS
        return False if db == KEYS else None


def _is_key(model: Model | type[Model]) -> bool:
    return model._meta.app_label == "vault" and model._meta.model_name in MODELS  # noqa: SLF001  # Django's public name
