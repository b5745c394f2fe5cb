"""A backup is made while others write, opens for its key alone, and is restored whole or not at all (A10, A12)."""

import json
import os
import random
import shutil
import signal
import tarfile

import pyrage
import pytest

from kintrace.cli import backup as module
from kintrace.cli import sealed_copies
from kintrace.cli.restore import last_of
from kintrace.cli.sealed_copies import Manifest, Unopened, open_copy, seal_copy
from tests import postgresql
from tests.office import Office, new_databases, new_office

WRITE = """
import sys, time
from kintrace.access.models import Event, User
aslan, _ = User.objects.get_or_create(username="aslan", defaults={"role": "tracing_officer"})
for number in range(int(sys.argv[1])):
    print(Event.record(aslan, "pair.opened", subject=f"R-{number}").seq, flush=True)
    time.sleep(0.002)  # whoever writes without a pause lets nobody else write, and fills the pipe that nobody reads yet
"""
FLIPS = 300


@pytest.fixture(scope="session")
def key(tmp_path_factory):
    identity = pyrage.x25519.Identity.generate()
    path = tmp_path_factory.mktemp("key") / "identity"
    path.write_text(f"# the office's\n{identity}\n")
    return path, str(identity.to_public())


@pytest.fixture(scope="session")
def first_stick(first_office, key, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sticks") / "first"
    backed_up(first_office, folder, key)
    return folder


@pytest.fixture
def stick(first_stick, tmp_path):
    """A folder with a backup of an office where little happened."""
    return shutil.copytree(first_stick, tmp_path / "stick")


@pytest.fixture
def untouched(tmp_path):
    """A new place to restore into, where nothing was ever started."""
    office = new_office(tmp_path / "again")
    (office.home / "made-by-kintrace-demo").unlink()
    return office


@pytest.fixture
def again(tmp_path, first_office):
    """A new place to restore into; the tables of a PostgreSQL, which take long to make, lie there already."""
    (tmp_path / "again").mkdir(mode=0o700)
    return Office(tmp_path / "again", new_databases(like=first_office) if postgresql.WANTED else "")


def backed_up(office, dest, key):
    done = office.kintrace("backup", dest, "--recipient", key[1])
    assert (done.returncode, done.stderr) == (0, "")
    return done


def held_by(office):
    return {path.name for path in office.home.iterdir()}


def test_a10_a_backup_made_while_others_write_restores_to_one_moment(office, untouched, key, tmp_path):
    (office.home / "files").mkdir(exist_ok=True)
    (office.home / "files" / "sealed").write_bytes(b"as it was sealed")
    with office.start(WRITE, 100_000) as writer:
        assert writer.stdout.readline()
        before = int(writer.stdout.readline())
        backed_up(office, tmp_path / "stick", key)
        writer.kill()
        after = [int(line) for line in writer.stdout.read().split() if line.isdecimal()][-1]
    done = untouched.kintrace("restore", tmp_path / "stick", "--identity", key[0])
    assert (done.returncode, "Intact: " in done.stdout) == (0, True)
    entries = int(done.stdout.partition("Intact: ")[2].split()[0])
    assert before < entries <= after + 1
    assert (untouched.home / "files" / "sealed").read_bytes() == b"as it was sealed"
    migrate = "from django.core.management import call_command\ncall_command('migrate', verbosity=0)"
    more = untouched.python(f"{migrate}{WRITE}Event.objects.all().delete()", 1)
    assert (int(more.stdout), "append-only" in more.stderr) == (entries + 1, True)


TWO_CASES = """
import sys, uuid
from datetime import date
from kintrace.access.models import User
from kintrace.registry.actions import Telling, open_case
aslan, _ = User.objects.get_or_create(username="aslan", defaults={"role": "tracing_officer"})
for name in ("Erased Child", "Kept Child"):
    telling = Telling("visit", "family", date(2017, 10, 9))
    print(open_case(aslan, "requests", token=uuid.uuid4(), children=[{"name": [name]}], telling=telling).case)
"""
ERASE = "import sys, uuid\nfrom kintrace.vault import cases\ncases.erase(uuid.UUID(sys.argv[1]))"
READ = """
from kintrace.access.models import User
from kintrace.registry import queries
from kintrace.registry.models import TracingRequest
aslan = User.objects.get(username="aslan")
print([queries.shown_statements(aslan, one).get("name") is not None for one in TracingRequest.objects.order_by("pk")])
"""


def test_c8_a_case_that_was_erased_stays_erased_when_an_older_backup_comes_back(office, again, key, tmp_path):
    erased, _kept = office.python(TWO_CASES).stdout.split()
    assert office.python(READ).stdout.strip() == "[True, True]"
    backed_up(office, tmp_path / "older", key)
    assert office.python(ERASE, erased).returncode == 0
    backed_up(office, tmp_path / "newer", key)
    keys = last_of(tmp_path / "newer" / "keys", "keys")
    done = again.kintrace("restore", tmp_path / "older", "--identity", key[0], "--keys", keys)
    assert (done.returncode, "Intact: " in done.stdout) == (0, True)
    (again.home / "made-by-kintrace-demo").touch()
    assert again.python(READ).stdout.strip() == "[False, True]"


SEAL = """
import uuid
from kintrace.laboratory.models import ProfileFile
from kintrace.vault import profiles
row = uuid.uuid4()
profiles.new_key(row)
ProfileFile.objects.create(id=row, content=profiles.seal("f", row, "of the laboratory"), by="U-1")
"""
OPEN = """
from kintrace.laboratory.models import ProfileFile
from kintrace.vault.profiles import Box, open_profiles
file = ProfileFile.objects.get()
print(*open_profiles([Box("f", file.pk, bytes(file.content))], record=lambda: 1).values())
"""


def test_a10_the_laboratory_is_a_copy_of_its_own_and_comes_back_with_the_record(office, again, key, tmp_path):
    assert office.python(SEAL).returncode == 0
    done = backed_up(office, tmp_path / "stick", key)
    assert [path.parent.name for path in (tmp_path / "stick").rglob("*.laboratory.age")] == ["laboratory"]
    assert "the laboratory. Keep it apart from the record." in done.stdout
    done = again.kintrace("restore", tmp_path / "stick", "--identity", key[0])
    assert done.returncode == 0, done.stderr
    (again.home / "made-by-kintrace-demo").touch()
    assert again.python(OPEN).stdout.strip() == "of the laboratory"


def test_a_record_without_its_laboratory_says_so(office, again, key, tmp_path):
    assert office.python(SEAL).returncode == 0
    backed_up(office, tmp_path / "stick", key)
    next((tmp_path / "stick").rglob("*.laboratory.age")).unlink()
    assert again.kintrace("restore", tmp_path / "stick", "--identity", key[0]).returncode == 0
    (again.home / "made-by-kintrace-demo").touch()
    assert again.kintrace("manage", "migrate", "--verbosity", "0").returncode == 0
    assert "The laboratory's database is empty" in again.python(SEAL).stderr


def test_a10_another_key_and_a_damaged_backup_restore_nothing(stick, again, key, tmp_path):
    other = tmp_path / "other"
    other.write_text(str(pyrage.x25519.Identity.generate()))
    done = again.kintrace("restore", tmp_path / "stick", "--identity", other)
    assert (done.returncode, "not sealed to the key" in done.stderr) == (1, True)
    record = last_of(tmp_path / "stick", "record")
    record.write_bytes(record.read_bytes()[:-1])
    done = again.kintrace("restore", tmp_path / "stick", "--identity", key[0])
    assert (done.returncode, "cut short or was changed" in done.stderr) == (1, True)
    assert "Traceback" not in done.stderr
    assert held_by(again) <= {"uploads", "secret-key"}
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".restore")] == []


def test_a10_nothing_is_restored_over_a_record(office, stick, key, tmp_path):
    (office.home / "kintrace.sqlite3").touch()
    before = {path: path.stat().st_mtime_ns for path in office.home.rglob("*")}
    done = office.kintrace("restore", tmp_path / "stick", "--identity", key[0])
    assert (done.returncode, "not empty" in done.stderr) == (2, True)
    assert {path: path.stat().st_mtime_ns for path in office.home.rglob("*")} == before


def test_a12_every_bit_of_a_backup_counts(key, tmp_path):
    sealed, into = _small(key, tmp_path), tmp_path / "into"
    into.mkdir()
    assert open_copy(sealed, identity=key[0], into=into).head == [2, "f" * 64]
    whole, rng = sealed.read_bytes(), random.Random(12)
    for _ in range(FLIPS):
        place = rng.randrange(len(whole))
        sealed.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << rng.randrange(8)]) + whole[place + 1 :])
        with pytest.raises(Unopened):
            open_copy(sealed, identity=key[0], into=into)
    for length in (0, 1, 100, len(whole) // 2, len(whole) - 1):
        sealed.write_bytes(whole[:length])
        with pytest.raises(Unopened):
            open_copy(sealed, identity=key[0], into=into)


def test_a12_no_copy_is_made_of_a_record_in_which_a_bit_flipped(office, key, tmp_path):
    if office.database:
        return  # a server refuses the page itself
    assert office.python(WRITE, 1).returncode == 0
    path = office.home / "kintrace.sqlite3"
    path.write_bytes(path.read_bytes().replace(b"tracing_officer", b"tracing_officep", 1))
    done = office.kintrace("backup", tmp_path / "stick", "--recipient", key[1])
    assert (done.returncode, "no copy was made" in done.stderr, "Traceback" in done.stderr) == (1, True, False)
    assert not list((tmp_path / "stick").rglob("*.age"))


def test_a12_a_plain_copy_would_let_flips_pass(key, tmp_path):
    plain, into = tmp_path / "plain.tar", tmp_path / "into"
    into.mkdir()
    with tarfile.open(plain, "w") as tar:
        tar.add(_part(tmp_path), "part")
    content = bytearray(plain.read_bytes())
    content[content.index(b"rows")] ^= 1
    plain.write_bytes(content)
    with tarfile.open(plain) as tar:
        tar.extractall(into, filter="data")
    assert (into / "part").read_bytes() != _part(tmp_path).read_bytes()


def _part(folder):
    part = folder / "part"
    part.write_bytes(b"rows " * 500)
    return part


def _small(key, folder):
    manifest = Manifest(
        kind="record",
        vendor="sqlite",
        made="now",
        version="0",
        mark="",
        rows={},
        columns={},
        migrations=[],
        head=[2, "f" * 64],
    )
    seal_copy(manifest, [("part", _part(folder))], to=folder / "small.age", recipients=[key[1]], aside=folder)
    return folder / "small.age"


def test_copies_mixed_up_are_refused(stick, again, key, tmp_path):
    record = last_of(tmp_path / "stick", "record")
    done = again.kintrace("restore", record, "--identity", key[0], "--keys", record)
    assert (done.returncode, "not of the keys" in done.stderr) == (1, True)
    assert held_by(again) <= {"uploads", "secret-key"}


KILLED = """
import os, signal, sys
from kintrace.cli import sealed_copies
from kintrace.cli.main import run
seal, copies = sealed_copies.pyrage.encrypt_io, iter(range(1, 9))
def sealing(reader, writer, known):
    seal(reader, writer, known)
    if next(copies) == int(sys.argv[1]):
        writer.flush()
        os.kill(os.getpid(), signal.SIGKILL)
sealed_copies.pyrage.encrypt_io = sealing
run(sys.argv[2:])
"""


def test_a_backup_killed_in_the_middle_leaves_no_file_that_looks_like_one(office, key, tmp_path):
    for which, whole in ((1, []), (2, ["record"])):  # while the record is sealed, and while the keys are
        stick = tmp_path / f"killed {which}"
        with office.start(KILLED, which, "backup", stick, "--recipient", key[1]) as going:
            going.communicate()
        assert going.returncode == -signal.SIGKILL
        left = sorted(path.name for path in stick.rglob("*") if path.is_file())
        assert [name.split(".")[1] for name in left if name.endswith(".age")] == whole
        assert [name.endswith((".age", ".age.part")) for name in left] == [True] * (len(whole) + 1)
        assert [*office.home.glob(".backup-*")]
    backed_up(office, tmp_path / "second", key)
    assert [*office.home.glob(".backup-*")] == []


def test_what_is_not_sealed_yet_never_lies_where_backups_are_kept(key, tmp_path, monkeypatch):
    seen, stick, aside = [], tmp_path / "stick", tmp_path / "aside"
    stick.mkdir(), aside.mkdir()
    monkeypatch.setattr(pyrage, "encrypt_io", lambda *_: seen.extend(stick.iterdir()))
    monkeypatch.setattr(sealed_copies.os, "fsync", lambda _: None)
    manifest = Manifest("keys", "sqlite", "now", "0", "", {}, {}, [])
    seal_copy(manifest, [], to=stick / "small.age", recipients=[key[1]], aside=aside)
    assert [path.name for path in seen] == ["small.age.part"]
    assert not [*aside.iterdir()]


def test_a_file_that_somebody_laid_out_before_is_not_filled(key, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.touch(mode=0o666)
    (tmp_path / "small.age.part").symlink_to(elsewhere)
    manifest = Manifest("keys", "sqlite", "now", "0", "", {}, {}, [])
    seal_copy(manifest, [], to=tmp_path / "small.age", recipients=[key[1]], aside=tmp_path)
    assert (elsewhere.read_bytes(), (tmp_path / "small.age").is_symlink()) == (b"", False)


def test_44_copies_of_the_laboratory_are_forgotten_after_their_time(tmp_path):
    old, new = (tmp_path / f"kintrace-2017{month}01T000000Z.laboratory.age" for month in ("08", "09"))
    for path in (old, new):
        path.touch()
    assert module.forget(
        tmp_path, kind="laboratory", before=module.datetime.fromisoformat("2017-09-01T00:00:00+00:00")
    ) == [old]


def test_c8_copies_of_keys_are_forgotten_after_their_time(tmp_path):
    for made in ("20261001T000000Z", "20261115T000000Z"):
        (tmp_path / f"kintrace-{made}.keys.age").touch()
        (tmp_path / f"kintrace-{made}.record.age").touch()
    (tmp_path / "kintrace-20261001T000000Z.keys.age.part").touch()
    old, _part = sorted(module.forget(tmp_path, before=module.datetime.fromisoformat("2026-11-01T00:00:00+00:00")))
    assert old.name == "kintrace-20261001T000000Z.keys.age"
    assert len([*tmp_path.iterdir()]) == 3


def test_what_is_no_recipient_no_identity_or_no_backup_is_said(office, again, key, tmp_path):
    done = office.kintrace("backup", tmp_path / "stick", "--recipient", "office@example.org")
    assert (done.returncode, "begins with age1" in done.stderr) == (2, True)
    done = again.kintrace("restore", tmp_path / "stick", "--identity", key[0])
    assert (done.returncode, "holds no kintrace-" in done.stderr) == (1, True)


def test_the_key_pair_for_backups_is_written_for_its_owner_alone(db, tmp_path, capsys):
    from django.core.management import call_command  # noqa: PLC0415  # Django is ready by then

    call_command("make_backup_key", tmp_path / "key")
    assert capsys.readouterr().out.startswith("age1")
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0
    assert os.path.getsize(tmp_path / "key") > 100  # noqa: PTH202  # plain enough
    assert json.dumps((tmp_path / "key").read_text()).count("AGE-SECRET-KEY-1") == 1
