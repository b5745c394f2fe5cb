"""One setting says where the record lies; an address that cannot be read is said to be one."""

import pytest

from kintrace.config.storage import databases
from kintrace.kernel.errors import WrongUse


def test_nothing_said_is_three_files_in_the_home(tmp_path):
    found = databases("", tmp_path)
    assert [one["NAME"] for one in found.values()] == [
        tmp_path / name for name in ("kintrace.sqlite3", "keys.sqlite3", "laboratory.sqlite3")
    ]
    assert list(found) == ["default", "keys", "laboratory"]


def test_the_keys_lie_beside_a_file_that_was_named(tmp_path):
    found = databases(str(tmp_path / "elsewhere" / "record.db"), tmp_path)
    assert found["keys"]["NAME"] == tmp_path / "elsewhere" / "keys.sqlite3"


def test_an_address_is_read_whole_and_the_keys_lie_in_a_database_of_their_own(tmp_path):
    found = databases("postgresql://us%40er:p%2Fw@host:5433/name?sslmode=verify-full", tmp_path)
    record, keys, laboratory = found.values()
    assert (record["USER"], record["PASSWORD"], record["HOST"], record["PORT"]) == ("us@er", "p/w", "host", "5433")
    assert [one["NAME"] for one in (record, keys, laboratory)] == ["name", "name_keys", "name_laboratory"]
    assert record["OPTIONS"] == {"sslmode": "verify-full", "options": "-c synchronous_commit=on"}


def test_a_socket_is_named_as_the_server_names_it(tmp_path):
    record = databases("postgresql://postgres@/name?host=/run/postgresql", tmp_path)["default"]
    assert (record["HOST"], record["PORT"]) == ("/run/postgresql", "")


@pytest.mark.parametrize("address", ["mysql://host/name", "postgresql://host/", "://", "postgresql://"])
def test_another_address_is_refused_with_an_example(tmp_path, address):
    with pytest.raises(WrongUse, match=r"postgresql://user:password@host:5432/name"):
        databases(address, tmp_path)
