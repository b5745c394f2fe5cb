"""A file of a case: sealed, safe on the disk before it is named, and opened only after that was recorded."""

import os
import random
import uuid
from datetime import timedelta
from pathlib import Path

import pytest

from kintrace.kernel import clock
from kintrace.vault import cases, files
from kintrace.vault.errors import Damaged, Erased, NotRecorded

LETTER = "Мою внучку зовут Амина".encode() * 40


@pytest.fixture
def folder(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path / "files"


@pytest.fixture
def name(folder, case):
    return files.seal_file(case, LETTER)


def test_it_opens_as_it_was(case, name, recorded):
    assert files.open_file(case, name, record=recorded) == LETTER
    assert len(recorded) == 1


def test_neither_its_name_nor_its_bytes_tell_anything(folder, name):
    assert LETTER[:12] not in (folder / name).read_bytes()
    assert (folder / name).stat().st_mode & 0o077 == 0
    assert len(bytes.fromhex(name)) == 16


def test_e2_it_stays_shut_when_the_opening_cannot_be_recorded(case, name, monkeypatch):
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(NotRecorded):
        files.open_file(case, name, record=lambda: None)


def test_it_opens_in_its_own_case_and_under_its_own_name_only(folder, case, name, recorded, db):
    other = uuid.uuid4()
    cases.new_cases([other])
    with pytest.raises(Damaged):
        files.open_file(other, name, record=recorded)
    (folder / ("0" * 32)).write_bytes((folder / name).read_bytes())
    with pytest.raises(Damaged):
        files.open_file(case, "0" * 32, record=recorded)


def test_c8_it_goes_with_its_case(case, name, recorded):
    cases.erase(case)
    with pytest.raises(Erased):
        files.open_file(case, name, record=recorded)


def test_a12_no_flipped_bit_of_a_thousand_is_ever_shown(folder, case, name, recorded):
    whole = (folder / name).read_bytes()
    chance = random.Random(12)
    for _ in range(1_000):
        spoilt = bytearray(whole)
        spoilt[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        (folder / name).write_bytes(spoilt)
        with pytest.raises(Damaged):
            files.open_file(case, name, record=recorded)


def test_a_path_in_a_name_leads_nowhere(case, name, recorded):
    with pytest.raises(Damaged):
        files.open_file(case, f"../files/../{name}x", record=recorded)


def test_a_missing_file_is_said_to_be_missing(case, name, recorded):
    files.destroy(name)
    with pytest.raises(Damaged, match="missing"):
        files.open_file(case, name, record=recorded)


def test_a7_a_file_is_whole_on_the_disk_before_it_has_its_name(folder, case, monkeypatch):
    """Power may fail at any step: until the last one there is no file by that name, so no row can name it."""
    steps = []
    fsync, rename = os.fsync, Path.rename
    monkeypatch.setattr(os, "fsync", lambda handle: steps.append("fsync") or fsync(handle))
    monkeypatch.setattr(Path, "rename", lambda one, other: steps.append("rename") or rename(one, other))
    files.seal_file(case, LETTER)
    assert steps == ["fsync", "rename", "fsync"]


def test_a7_what_no_row_names_is_collected(folder, case, name):
    (folder / "half.part").touch()
    orphan = files.seal_file(case, b"never named")
    assert files.collect([name], before=clock.now()) == 2
    assert [path.name for path in folder.iterdir()] == [name]
    assert orphan != name


def test_a7_a_file_on_its_way_is_not_collected(folder, case, name):
    assert files.collect([], before=clock.now() - timedelta(hours=1)) == 0
