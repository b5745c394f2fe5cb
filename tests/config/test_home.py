"""The folder of the record is for its owner alone."""

import pytest

from kintrace.config.home import open_home, secret_of
from kintrace.kernel.errors import WrongUse


def test_the_home_and_its_rooms_are_private(tmp_path):
    home = open_home(tmp_path / "office")
    assert {room.stat().st_mode & 0o777 for room in (home, home / "uploads")} == {0o700}


def test_the_secret_key_is_drawn_once_and_private(tmp_path):
    first = secret_of(tmp_path)
    assert secret_of(tmp_path) == first
    assert len(first) >= 64
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_whoever_is_second_takes_the_key_of_the_first(tmp_path, monkeypatch):
    place = tmp_path / "secret-key"
    monkeypatch.setattr(type(place), "exists", lambda _path: False)
    first = secret_of(tmp_path)
    assert secret_of(tmp_path) == first


def test_a_home_that_cannot_be_made_is_said_plainly(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(WrongUse, match="KINTRACE_HOME"):
        open_home(tmp_path / "file" / "office")
