"""`kintrace explain`: one pair in words and bars."""

import os
import re
import subprocess
import sys

import pytest

from kintrace.matching import engine


def test_a_pair_is_shown_from_what_was_held_before_to_the_sum(kintrace, lists):
    done = kintrace("explain", *lists, "R1", "C1")
    assert done.code == 0
    shares, drawn, _ = done.out.split("\n\n")
    assert shares.startswith("this child: ")
    assert "before any evidence" in drawn.splitlines()[0]
    assert "together" in drawn.splitlines()[-1]
    assert "Умар and عمر are one name" in done.out


def test_the_bars_add_up_to_the_sum(kintrace, lists):
    lines = kintrace("explain", *lists, "R1", "C1").out.split("\n\n")[1].splitlines()
    sizes = [float(re.search(r"[+-]\d+\.\d\d", line).group()) for line in lines]
    assert sum(sizes[:-1]) == pytest.approx(sizes[-1], abs=0.01 * len(sizes))


def test_the_letters_that_answered_each_other_come_last(kintrace, lists):
    letters = kintrace("explain", *lists, "R1", "C1").out.split("\n\n")[2]
    assert letters.startswith("Which letters answered which")
    assert "умар" in letters
    assert "عمر" in letters


def test_the_three_shares_are_of_one_whole(kintrace, lists):
    shares, absent = kintrace("explain", *lists, "R1", "C1").out.splitlines()[:2]
    found = [float(share) for share in re.findall(r"([\d.]+) %", shares)]
    assert len(found) == 3
    assert sum(found) == pytest.approx(100, abs=0.2)
    assert re.search(r"not in this list at all: [\d.]+ %\.$", absent)


def test_evidence_against_is_drawn_lighter(kintrace, lists):
    line = next(line for line in kintrace("explain", *lists, "R1", "C2").out.splitlines() if "Born" in line)
    assert "░" in line
    assert "the request seeks a boy" in line


@pytest.mark.parametrize(("lang", "word"), [("ru", "Имя"), ("ar", "الاسم")])
def test_it_speaks_three_languages(kintrace, lists, lang, word):
    done = kintrace("explain", *lists, "R1", "C1", "--lang", lang)
    assert word in done.out
    assert "before any evidence" not in done.out


@pytest.mark.parametrize(("request_id", "child_id", "where"), [("R9", "C1", "requests.csv"), ("R1", "C9", "children")])
def test_an_id_nobody_has_is_said_with_its_list(kintrace, lists, request_id, child_id, where):
    done = kintrace("explain", *lists, request_id, child_id)
    assert done.code == 1
    assert re.search(rf"{where}.* no usable row with the id (R9|C9)", done.err)


def test_a_pair_that_was_not_compared_in_full_is_said(kintrace, lists, tmp_path):
    with lists[1].open("a", encoding="utf8") as file:
        file.writelines(f"D{number},Zulfiqar{number % 7},m,9,,,,,\n" for number in range(400))
    done = kintrace("explain", *lists, "R2", "D11", "-o", tmp_path / "pair.html")
    assert done.code == 0
    assert "not compared in full" in done.out
    assert "was not written" in done.err
    assert not (tmp_path / "pair.html").exists()


def test_a_page_can_be_written(kintrace, lists, tmp_path):
    assert kintrace("explain", *lists, "R1", "C1", "-o", tmp_path / "pair.html").code == 0
    page = (tmp_path / "pair.html").read_text(encoding="utf8")
    assert "R1" in page
    assert not re.search(r"<script|<link|<img|src=|https?:", page)


@pytest.mark.parametrize("number", [0, 1])
def test_a_list_is_never_written_over(kintrace, lists, number):
    before = lists[number].read_bytes()
    assert kintrace("explain", *lists, "R1", "C1", "-o", lists[number]).code == 2
    assert lists[number].read_bytes() == before


def test_a_page_that_cannot_be_written_ends_with_1(kintrace, lists, tmp_path):
    assert kintrace("explain", *lists, "R1", "C1", "-o", tmp_path / "nowhere" / "pair.html").code == 1


@pytest.mark.parametrize("wrong", [["--lang", "tlh"], ["--population", "0"], ["C2"]])
def test_wrong_use_ends_with_2(kintrace, lists, wrong):
    assert kintrace("explain", *lists, "R1", "C1", *wrong).code == 2


def test_a_missing_list_ends_with_1(kintrace, lists, tmp_path):
    done = kintrace("explain", tmp_path / "none.csv", lists[1], "R1", "C1")
    assert done.code == 1
    assert "there is no such file" in done.err


def test_a_defect_ends_with_3(kintrace, lists, monkeypatch):
    monkeypatch.setattr(engine, "match_lists", lambda *_, **__: 1 / 0)
    done = kintrace("explain", *lists, "R1", "C1")
    assert done.code == 3
    assert "reference E-" in done.err


@pytest.mark.parametrize("encoding", ["cp1251", "cp1256", "ascii", "utf-8"])
def test_a_console_that_lacks_letters_is_no_defect(lists, encoding):
    command = [sys.executable, "-m", "kintrace.cli", "explain", *map(str, lists), "R1", "C1"]
    done = subprocess.run(command, env=os.environ | {"PYTHONIOENCODING": encoding}, capture_output=True, check=False)
    assert done.returncode == 0
    assert "together" in done.stdout.decode(encoding, errors="replace")
    assert b"internal error" not in done.stderr
