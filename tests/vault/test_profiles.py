"""Profiles open with the keys of the laboratory only, in their own place, and once the trail says so."""

import uuid

import pytest
from django.db import connections

from kintrace.vault import aead, cases, profiles
from kintrace.vault.errors import Damaged, Erased, NoKeys, NotRecorded, OtherKeys
from kintrace.vault.models import CaseKey, LaboratoryKey, Mark, MasterKey, ProfileKey
from kintrace.vault.profiles import Box
from kintrace.vault.router import KEYS, LABORATORY

FIELD, TEXT = "laboratory.Sample.profile", '{"TH01": ["6", "9.3"]}'

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed():
    row = uuid.uuid4()
    profiles.new_key(row)
    return Box(FIELD, row, profiles.seal(FIELD, row, TEXT))


def test_what_was_sealed_opens_once_it_is_recorded(sealed, recorded):
    assert profiles.open_profiles([sealed], record=recorded) == {sealed.row: TEXT}
    assert len(recorded) == 1


@pytest.mark.parametrize("record", [lambda: 0, lambda: None, lambda: 1 / 0])
def test_e2_it_stays_shut_when_the_opening_cannot_be_recorded(sealed, record):
    with pytest.raises(NotRecorded):
        profiles.open_profiles([sealed], record=record)


def test_it_opens_in_its_own_place_only(sealed, recorded):
    other = uuid.uuid4()
    profiles.new_key(other)
    for moved in (sealed._replace(field="laboratory.Finding.said"), sealed._replace(row=other)):
        with pytest.raises(Damaged):
            profiles.open_profiles([moved], record=recorded)


def test_no_flipped_bit_is_ever_shown(sealed, recorded):
    for place in range(len(sealed.box)):
        changed = sealed.box[:place] + bytes([sealed.box[place] ^ 1]) + sealed.box[place + 1 :]
        with pytest.raises(Damaged):
            profiles.open_profiles([sealed._replace(box=changed)], record=recorded)


def test_the_keys_of_the_record_open_no_profile(sealed):
    case = uuid.uuid4()
    cases.new_cases([case])
    ring = cases.envelope.keys.unlocked()
    wrapped = bytes(ProfileKey.objects.get(row=sealed.row).wrapped)
    for master in ring.masters.values():
        with pytest.raises(Damaged):
            aead.unlock(master.reveal(), wrapped, context=b"kintrace profile key|" + sealed.row.bytes)
    key = cases.envelope.key_of(case)
    with pytest.raises(Damaged):
        aead.unlock(key.secret, sealed.box, context=b"kintrace profile|" + sealed.row.bytes + FIELD.encode())


def test_they_lie_in_a_database_of_their_own(sealed):
    tables = {alias: set(connections[alias].introspection.table_names()) for alias in ("default", KEYS, LABORATORY)}
    ours = {"vault_laboratorykey", "vault_profilekey", "laboratory_sample"}
    assert tables[LABORATORY] >= ours
    assert (tables["default"] | tables[KEYS]) & ours == set()
    assert {model._meta.db_table for model in (CaseKey, MasterKey, Mark)} & tables[LABORATORY] == set()


def test_what_was_destroyed_is_gone_and_takes_nothing_more(sealed, recorded):
    profiles.destroy([sealed.row])
    assert profiles.open_profiles([sealed], record=recorded) == {}
    with pytest.raises(Erased):
        profiles.seal(FIELD, sealed.row, TEXT)


def test_an_empty_laboratory_is_missed(sealed):
    ProfileKey.objects.all().delete()
    LaboratoryKey.objects.all().delete()
    with pytest.raises(NoKeys, match="laboratory"):
        profiles.new_key(uuid.uuid4())


def test_the_laboratory_of_another_record_is_refused(sealed, recorded):
    LaboratoryKey.objects.update(record=uuid.uuid4(), wrapped=b"of another record")
    with pytest.raises(OtherKeys):
        profiles.open_profiles([sealed], record=recorded)


def test_the_laboratory_may_have_a_secret_of_its_own(sealed, recorded, settings, tmp_path):
    path = tmp_path / "secret"
    path.write_text("a secret of the laboratory alone")
    path.chmod(0o400)
    settings.LABORATORY_KEYS = f"file:{path}"
    profiles._opened.clear()
    with pytest.raises(profiles.WrongPassphrase):
        profiles.open_profiles([sealed], record=recorded)


def test_a_rotation_gives_the_laboratory_a_new_key_and_every_profile_opens(sealed, recorded):
    before = LaboratoryKey.objects.get()
    old = profiles._master()
    assert profiles.rotate() == 1
    assert profiles.open_profiles([sealed], record=recorded) == {sealed.row: TEXT}
    after = LaboratoryKey.objects.get()
    assert (after.pk, bytes(after.wrapped) == bytes(before.wrapped), after.made > before.made) == (1, False, True)
    with pytest.raises(Damaged):
        aead.unlock(
            old.reveal(),
            bytes(ProfileKey.objects.get(row=sealed.row).wrapped),
            context=b"kintrace profile key|" + sealed.row.bytes,
        )


def test_a_rotation_that_was_stopped_changed_nothing(sealed, recorded, monkeypatch):
    monkeypatch.setattr(profiles.passphrase, "wrap", lambda *_words, **_more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        profiles.rotate()
    assert profiles.open_profiles([sealed], record=recorded) == {sealed.row: TEXT}


def test_a_laboratory_that_has_no_key_yet_needs_no_other():
    assert profiles.rotate() == 0
    assert not LaboratoryKey.objects.exists()


def test_a_rotation_while_a_profile_is_read_does_no_harm(sealed, recorded, monkeypatch):
    old = profiles._master()
    profiles.rotate()
    masters = iter([old, profiles._master()])  # read before the rotation, and read again
    monkeypatch.setattr(profiles, "_master", lambda: next(masters))
    assert profiles.open_profiles([sealed], record=recorded) == {sealed.row: TEXT}
