"""`kintrace duplicates`: pairs of rows of one list, and what another request adds to a match."""

import csv

import pytest

from tests.cli.conftest import CHILDREN, REQUESTS, write

AUNT = "R4,Омар Магомедов,m,2013-04,Али,Амина,rus,Мосул,2016-05\n"


def rows_of(path):
    with path.open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def requests(tmp_path):
    return write(tmp_path / "twice.csv", REQUESTS + AUNT)


@pytest.fixture
def compared(kintrace, requests, tmp_path):
    def compare(*options, given=requests):
        done = kintrace("duplicates", given, "-o", tmp_path / "pairs.csv", *options)
        assert done.code == 0, done.err
        return done, rows_of(tmp_path / "pairs.csv")

    return compare


def test_two_relatives_who_seek_one_child_are_a_pair_with_reasons(compared):
    done, (pair,) = compared()
    assert list(pair) == ["id_a", "id_b", "weight", "probability", "because"]
    assert (pair["id_a"], pair["id_b"]) == ("R1", "R4")
    assert float(pair["probability"]) > 0.5
    assert "one name" in pair["because"]
    assert "1 pair of rows may be about one child" in done.err


def test_reasons_come_in_the_language_asked_for(compared):
    assert "в одной строке" in compared("--lang", "ru")[1][0]["because"]


def test_less_probable_pairs_are_written_if_asked_for(compared):
    held = [float(row["probability"]) for row in compared("--at-least", "0")[1]]
    assert len(held) > 1
    assert held == sorted(held, reverse=True)


def test_a_list_of_registered_children_is_read_by_its_own_headers(compared, tmp_path):
    again = CHILDREN + "C9,Umar,m,4,Ali,Abu Umar,Amina,Baghdad,2017-11-01\n"
    done, pairs = compared(given=write(tmp_path / "again.csv", again))
    assert "5 rows read, 5 used" in done.err
    assert [(row["id_a"], row["id_b"]) for row in pairs] == [("C1", "C9")]


@pytest.mark.parametrize(
    ("content", "told"),
    [("", "empty"), ("colour,size\nred,4\n", "id"), (REQUESTS.splitlines()[0] + "\n", "0 pairs")],
    ids=["empty", "not a list", "only headers"],
)
def test_a_list_that_cannot_be_used_is_said_and_no_list_at_all_is_no_pair(kintrace, tmp_path, content, told):
    done = kintrace("duplicates", write(tmp_path / "bad.csv", content), "-o", tmp_path / "pairs.csv")
    assert told in done.err
    assert (done.code == 0) == (tmp_path / "pairs.csv").exists()


def test_a_missing_file_is_said_by_its_path(kintrace, tmp_path):
    done = kintrace("duplicates", tmp_path / "none.csv", "-o", tmp_path / "pairs.csv")
    assert done.code == 1
    assert f"{tmp_path / 'none.csv'}: there is no such file" in done.err


def test_the_list_itself_is_not_written_over(kintrace, requests):
    assert kintrace("duplicates", requests, "-o", requests).code == 2
    assert AUNT in requests.read_text(encoding="utf8")


def test_strict_stops_at_any_problem(kintrace, tmp_path):
    bad = write(tmp_path / "bad.csv", REQUESTS + "R4,Омар,m,2013-99,,,,,\n")
    done = kintrace("duplicates", bad, "-o", tmp_path / "pairs.csv", "--strict")
    assert (done.code, (tmp_path / "pairs.csv").exists()) == (1, False)


def test_a_match_says_beside_the_first_candidate_who_else_seeks_the_child(kintrace, requests, lists, tmp_path):
    done = kintrace("match", requests, lists[1], "-o", tmp_path / "out.csv")
    said = {(row["request_id"], row["rank"]): row["because"] for row in rows_of(tmp_path / "out.csv")}
    assert said["R1", "1"].endswith("the same child is probably sought in R4 too")
    assert "sought in" not in said["R1", "2"] + said["R2", "1"]
    assert "2 requests probably seek a child whom another request seeks too" in done.err
