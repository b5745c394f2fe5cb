"""C2: every column of ours says what it holds, and what it says is so."""

import pytest
from django.apps import apps
from django.db.models import BinaryField

from kintrace.vault.classification import CLASSES, declared

COLUMNS = {
    f"{model._meta.label}.{column.name}": column
    for model in apps.get_models(include_auto_created=True)
    if model.__module__.startswith("kintrace.")
    for column in model._meta.concrete_fields
}
# What kind of thing lies in the clear as bytes, though it is no secret: public halves of key pairs.
PUBLIC_BYTES = {name for name in COLUMNS if name.endswith(".public")}
NOT_BYTES = {"access.User.password"}  # Django keeps the hash of a password as text


@pytest.mark.parametrize("name", COLUMNS)
def test_c2_a_column_is_declared(name):
    assert declared().get(name) in CLASSES, f"say in vault/classification.toml what {name} holds"


@pytest.mark.parametrize("name", COLUMNS)
def test_c2_bytes_are_sealed_and_nothing_else_is(name):
    sealed = declared().get(name, "public") != "public"
    assert sealed == ((isinstance(COLUMNS[name], BinaryField) and name not in PUBLIC_BYTES) or name in NOT_BYTES)


def test_c2_nothing_is_declared_that_is_not_there():
    assert set(declared()) - set(COLUMNS) == set()
