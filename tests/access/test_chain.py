"""Each entry of the trail holds the hash of the one before: whatever is changed later shows (checklist A8, E4, E7)."""

import hashlib
import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from kintrace.access import trail_verifier
from kintrace.access.models import Event
from kintrace.access.models.trail import check_words
from kintrace.access.trail import anchor, exported, recorder
from kintrace.access.trail_verifier import AS_HASHED, COLUMNS, FIRST_PREV, Broken, hash_of, row_of
from kintrace.access.trail_verifier import check as verified
from kintrace.kernel import clock
from kintrace.kernel.ids import new_code

TAMPERINGS = 10_000
ENTRIES = 40


def test_the_hash_is_sha_256_of_the_one_before_and_of_the_entry():
    said = {"actor": "U-7QK2A-D", "at": "2026-11-22T01:44Z", "purpose": "tracing", "subject": "R-1", "verb": "a.b"}
    entry = '{"actor":"U-7QK2A-D","at":"2026-11-22T01:44Z","purpose":"tracing","seq":1,"subject":"R-1","verb":"a.b"}'
    assert hash_of(FIRST_PREV, 1, **said) == hashlib.sha256(b"0" * 64 + entry.encode()).hexdigest()


def test_entries_are_numbered_and_follow_one_another(aslan):
    first, second = (Event.record(aslan, "pair.opened", subject="R-1 C-1", purpose="tracing") for _ in range(2))
    assert (first.seq, first.prev, second.seq, second.prev) == (1, FIRST_PREV, 2, first.hash)


def test_the_recorder_of_the_vault_writes_when_it_is_called_and_not_before(aslan):
    record = recorder(aslan, "request.opened", subject="R-1", purpose="tracing")
    assert not Event.objects.exists()
    assert (record(), record()) == (1, 2)


def test_a8_a_clock_that_jumps_does_not_break_the_order(aslan, monkeypatch):
    moment = datetime(2026, 11, 22, 12, tzinfo=UTC)
    for number in range(50):
        jumped = moment + timedelta(days=(-1) ** number, minutes=number)
        monkeypatch.setattr(clock, "now", lambda jumped=jumped: jumped)
        Event.record(aslan, "pair.opened", subject=f"R-{number}")
    assert check(_as_stored(), {})[0] == 50
    assert [event.subject for event in Event.objects.order_by("seq")] == [f"R-{number}" for number in range(50)]


def test_e7_what_could_be_a_name_or_a_number_of_a_telephone_is_refused():
    for subject in (
        "Амина",
        "amina",
        "Amina 3",
        "R-1 Амина",
        "+79281234567",
        "79281234567",
        "8-928-123-45-67",
        "أمينة",
    ):
        with pytest.raises(ValueError, match="codes") as refused:
            check_words("pair.opened", subject=subject, purpose="")
        assert subject not in str(refused.value)
    with pytest.raises(ValueError, match="purpose"):
        check_words("pair.opened", subject="", purpose="because her aunt asked")


def test_e7_codes_and_numbers_with_a_noun_are_taken():
    rng = random.Random(1)
    uuid, key = "7d444840-9dc0-11d1-b245-5ffdce74fad2", "aVq_xkTZ-LrbhdwsOPeYmQ"
    for subject in ("", "run 3", "source 12", f"{new_code('R', rng)} {new_code('C', rng)}", uuid, f"upload {key}"):
        check_words("pair.opened", subject=subject, purpose="tracing")


def test_e7_the_minute_is_all_that_is_kept_of_a_moment(aslan):
    event = Event.record(aslan, "pair.opened")
    assert (event.at.second, event.at.microsecond) == (0, 0)


def test_what_is_exported_is_found_intact_up_to_its_anchor(aslan, tmp_path):
    Event.record(aslan, "pair.opened", subject="R-1 C-1")
    Event.record(None, "key.rotated", purpose="maintenance")
    (tmp_path / "anchors").write_text(anchor())
    (tmp_path / "trail").write_text("\n".join(exported()))
    code, said = trail_verifier.told(tmp_path / "trail", [tmp_path / "anchors"])
    assert code == 0
    assert said.endswith("Anchored up to entry 2.")


def _as_stored():
    for event in Event.objects.order_by("seq"):
        at = f"{event.at:%Y-%m-%dT%H:%MZ}"
        yield (event.seq, at, event.by_id, event.verb, event.subject, event.purpose, event.prev, event.hash)


def made(rng, entries=ENTRIES):
    """Return a chain as the database would hold it."""
    chain, prev, at = [], FIRST_PREV, datetime(2026, 11, 22, tzinfo=UTC)
    for seq in range(1, entries + 1):
        at += timedelta(minutes=rng.randrange(600))
        said = [rng.choice(("U-1", "U-2", None)), rng.choice(("pair.opened", "list.entered")), f"R-{rng.randrange(9)}"]
        entry = [seq, f"{at:%Y-%m-%d %H:%M}:00", *said, rng.choice(("", "tracing")), prev]
        prev = _own_hash(entry)
        chain.append([*entry, prev])
    return chain


def _own_hash(entry):
    said = dict(zip(COLUMNS[:-1], entry, strict=False))
    if not all(isinstance(said[name], str) for name in ("at", "verb", "subject", "purpose", "prev")):
        raise TypeError(said)
    return hashlib.sha256(_row(entry)[2]).hexdigest()


def _row(entry):
    """An entry as the verifier reads it from a line."""
    return row_of(dict(zip(COLUMNS, entry, strict=False)))


def check(chain, anchors):
    return verified(map(_row, chain), anchors)


def rehashed(chain, start):
    """Make the chain anew from one place on, numbers included, as somebody would who owns the database."""
    for place in range(start, len(chain)):
        chain[place][0] = place + 1
        chain[place][6] = chain[place - 1][7] if place else FIRST_PREV
        chain[place][7] = _own_hash(chain[place])
    return chain


def edited(chain, rng):
    place, column = rng.randrange(len(chain)), rng.randrange(1, 8)
    old = chain[place][column]
    chain[place][column] = rng.choice([word for word in (f"{old}x", "", None, 7, "2026-11-22 01:44:00") if word != old])
    return place


def deleted(chain, rng):
    place = rng.randrange(len(chain))
    del chain[place]
    return place


def inserted(chain, rng):
    place = rng.randrange(len(chain))
    chain.insert(place, [place + 1, "2026-11-22 01:44:00", "U-2", "pair.opened", "R-1", "", chain[place][6], "f" * 64])
    return place


def reordered(chain, rng):
    one, other = sorted(rng.sample(range(len(chain)), 2))
    chain[one], chain[other] = chain[other], chain[one]
    return one


def undetected(checker, *, seed, tamperings):
    """Count the tamperings that a checker lets pass; half of them make the chain anew behind them."""
    rng, passed = random.Random(seed), 0
    for number in range(tamperings):
        chain = made(rng, entries=12) if number % 20 else made(rng)
        before, anchors = [list(entry) for entry in chain], {len(chain): [chain[-1][7]]}
        place = rng.choice((edited, deleted, inserted, reordered))(chain, rng)
        if rng.random() < 0.5:
            try:
                rehashed(chain, place)
            except (TypeError, ValueError):
                continue  # no chain can be made of what was written there
        if chain == before:
            continue  # a link was broken and made anew: nothing was changed
        try:
            checker(chain, anchors)
        except Broken:
            continue
        passed += 1
    return passed


def test_e4_ten_thousand_tamperings_are_all_found():
    assert undetected(check, seed=4, tamperings=TAMPERINGS) == 0


def test_e4_a_checker_without_anchors_would_let_some_pass():
    assert undetected(lambda chain, _anchors: check(chain, {}), seed=4, tamperings=500) > 50


def test_e4_so_would_one_that_does_not_ask_what_follows_what():
    def loose(chain, anchors):
        for _seq, own, said in map(_row, chain):
            if own.decode() != hashlib.sha256(said).hexdigest():
                raise Broken

    assert undetected(loose, seed=4, tamperings=500) > 50


def test_an_untouched_chain_is_found_intact():
    chain = made(random.Random(5))
    assert check(chain, {ENTRIES: [chain[-1][7][:16]]}) == (ENTRIES, chain[-1][7], "")


def test_the_first_entry_that_does_not_hold_is_named():
    chain = made(random.Random(6))
    chain[16][4] = "R-77"
    with pytest.raises(Broken, match="entry 17 "):
        check(chain, {})


def test_e5_a_tail_cut_off_shows_once_it_was_anchored():
    chain = made(random.Random(7))
    assert check(chain[:30], {20: [chain[19][7]]})[2] == f"{chain[20][1][:10]}T{chain[20][1][11:16]}Z"
    with pytest.raises(Broken, match="the trail ends at 30, and entry 40 was anchored"):
        check(chain[:30], {40: [chain[39][7]]})


def _filled(database, chain):
    database.execute(f"CREATE TABLE access_event ({', '.join(COLUMNS)})")
    database.executemany(f"INSERT INTO access_event VALUES ({', '.join('?' * len(COLUMNS))})", chain)  # noqa: S608 - ours


def test_e6_sqlite_writes_an_entry_as_json_would_and_anything_odd_otherwise(tmp_path):
    chain = made(random.Random(8))
    odd = [[41, "2026-11-22 01:44:30", "U-1", "a.b", "", "", "", ""], [42, None, None, None, None, None, None, None]]
    with closing(sqlite3.connect(":memory:")) as database:
        _filled(database, chain + odd)
        database.text_factory = bytes
        written = list(database.execute(AS_HASHED))
    assert written[:ENTRIES] == [_row(entry) for entry in chain]
    assert [said[65:] for _seq, _own, said in written[ENTRIES:]] != [_row(entry)[2][65:] for entry in odd]
    with pytest.raises(Broken, match="entry 41"):
        verified(written, {})


def test_entries_that_do_not_lie_in_order_are_followed_by_their_numbers(tmp_path):
    path, chain = tmp_path / "record.sqlite3", made(random.Random(9))
    with closing(sqlite3.connect(path, autocommit=True)) as database:
        _filled(database, chain[::-1])
    assert trail_verifier.told(path, [])[0] == 0
    with closing(sqlite3.connect(path, autocommit=True)) as database:
        database.execute("DELETE FROM access_event WHERE seq = 7")
    assert "entry 7 is missing: entry 8 follows" in trail_verifier.told(path, [])[1]


@pytest.mark.parametrize("column", range(8))
def test_e4_what_is_tampered_with_in_the_file_itself_is_found(tmp_path, column):
    path, chain = tmp_path / "record.sqlite3", made(random.Random(9))
    with closing(sqlite3.connect(path, autocommit=True)) as database:
        _filled(database, chain)
    assert trail_verifier.told(path, [])[0] == 0
    for value in ("x", None, b"x", 7, "2026-11-22 01:44:30", "Умар"):
        with closing(sqlite3.connect(path, autocommit=True)) as database:
            database.execute(f"UPDATE access_event SET {COLUMNS[column]} = ? WHERE seq = 17", [value])  # noqa: S608 - ours
            broken = trail_verifier.told(path, [])
            database.execute("DROP TABLE access_event")
            _filled(database, chain)
        assert broken[0] == (0 if chain[16][column] == value else 1)
