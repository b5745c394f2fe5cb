"""`kintrace match`: the file it writes holds what the contract says, and is written whole or not at all."""

import csv
import re
from collections import defaultdict

import pytest

from kintrace.cli import outcome as outcome_file
from kintrace.evidence.weight import Weight
from kintrace.kernel.says import says
from kintrace.matching import engine
from kintrace.matching.match import KINDS, Candidate

COLUMNS = [
    *("request_id", "child_id", "rank", "weight", "probability", "sibling_probability"),
    *("names", "births", "places", "relations", "languages", "marks", "dna", "because"),
]


@pytest.fixture
def matched(kintrace, lists, tmp_path):
    """Match the two lists; return the rows of the result."""

    def match(*options, given=lists):
        done = kintrace("match", *given, "-o", tmp_path / "out.csv", *options)
        assert done.code == 0, done.err
        return rows_of(tmp_path / "out.csv")

    return match


def rows_of(path):
    with path.open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


def left_behind(folder):
    return sorted(path.name for path in folder.iterdir() if path.name not in {"requests.csv", "children.csv", "state"})


def test_the_columns_are_those_of_the_contract(matched, tmp_path):
    matched()
    header = (tmp_path / "out.csv").read_text(encoding="utf8").splitlines()[0]
    assert header.split(",") == COLUMNS


def test_requests_come_in_their_own_order_each_with_one_row_for_not_in_this_list(matched):
    rows = matched()
    assert list(dict.fromkeys(row["request_id"] for row in rows)) == ["R2", "R1", "R3"]
    last = {row["request_id"]: row for row in rows}
    for row in last.values():
        empty = ("child_id", "rank", "weight", "sibling_probability", *KINDS, "dna")
        assert {row[column] for column in empty} == {""}
        assert 0 <= float(row["probability"]) <= 1
        assert row["because"].startswith("not in this list. ")
    assert sum(not row["child_id"] for row in rows) == 3


def test_the_right_children_come_first_with_ranks_from_one(matched):
    rows = [row for row in matched() if row["child_id"]]
    assert {row["request_id"]: row["child_id"] for row in reversed(rows)} == {"R1": "C1", "R2": "C2", "R3": "C3"}
    ranks = defaultdict(list)
    for row in rows:
        ranks[row["request_id"]].append(int(row["rank"]))
    assert all(found == list(range(1, len(found) + 1)) for found in ranks.values())


def test_the_weight_is_the_sum_of_the_kinds_as_printed(matched):
    for row in matched():
        if row["child_id"]:
            assert float(row["weight"]) == pytest.approx(sum(float(row[kind] or 0) for kind in KINDS), abs=1e-9)


def test_an_empty_kind_means_that_nothing_was_said(matched):
    rows = {(row["request_id"], row["child_id"]): row for row in matched()}
    assert rows["R3", "C3"]["languages"] == ""  # the register says no language
    assert rows["R3", "C3"]["relations"] == ""
    assert rows["R1", "C1"]["relations"] != ""
    assert {row["marks"] for row in rows.values()} == {""}


def test_probabilities_of_a_request_sum_to_at_most_one(matched):
    held = defaultdict(float)
    for row in matched():
        held[row["request_id"]] += float(row["probability"])
    assert all(share <= 1 for share in held.values())


def test_brothers_and_sisters_are_told(matched):
    rows = {(row["request_id"], row["child_id"]): row for row in matched()}
    assert float(rows["R1", "C2"]["sibling_probability"]) > 0.5 > float(rows["R1", "C2"]["probability"])


@pytest.mark.parametrize("top", [1, 2])
def test_top_bounds_the_candidates(matched, top):
    ranks = [int(row["rank"]) for row in matched("--top", top) if row["rank"]]
    assert max(ranks) == top


def test_a_population_makes_each_child_less_probable_and_is_named(kintrace, lists, tmp_path):
    few, many = (
        kintrace("match", *lists, "-o", tmp_path / f"{count}.csv", "--population", count) for count in (5, 100_000)
    )
    first = [float(rows_of(tmp_path / f"{count}.csv")[0]["probability"]) for count in (5, 100_000)]
    assert first[0] > first[1]
    assert "from --population" in few.err
    assert "from --population" in many.err


@pytest.mark.parametrize(("options", "said"), [((), "as fitted from both lists"), (("--population", "900"), "given")])
def test_the_last_row_of_a_request_says_which_number_of_children_was_used(matched, options, said):
    absent = [row["because"] for row in matched(*options) if not row["child_id"]]
    assert all(because.startswith("not in this list. Before any evidence: one of about") for because in absent)
    assert all(said in because for because in absent)


def test_without_a_population_the_share_is_said_to_be_fitted(kintrace, lists, tmp_path):
    said = kintrace("match", *lists, "-o", tmp_path / "out.csv").err
    assert "fitted from the two lists" in said
    assert "synthetic" in said


@pytest.mark.parametrize(("lang", "letters"), [("ru", "[а-я]"), ("ar", "[ء-ي]")])
def test_the_reasons_are_translated(matched, lang, letters):
    rows = matched("--lang", lang)
    for row in rows:
        assert re.search(letters, row["because"])
        assert not re.search("one name|not in this list|both sides", row["because"])


def test_the_file_is_utf8_and_names_stand_as_they_were_written(matched, tmp_path):
    matched()
    text = (tmp_path / "out.csv").read_bytes().decode("utf8")
    assert "Умар and عمر are one name" in text


def test_the_reasons_against_are_never_hidden(matched):
    rows = {(row["request_id"], row["child_id"]): row for row in matched()}
    assert "the request seeks a boy, the list says a girl" in rows["R1", "C2"]["because"]


def test_formula_signs_in_ids_and_reasons_are_kept_from_running(matched, tmp_path, lists):
    requests, children = lists
    requests.write_text('id,name\n"=HYPERLINK(""http://x"")",Умар\n@R,Умар\n-5,Умар\n', encoding="utf8")
    children.write_text("id,name\n=C5,عمر\n+C6,عمر\n", encoding="utf8")
    rows = matched(given=(requests, children))
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "@")) or re.match(r"[+-](?![\d.]+$)", cell)]
    assert "-5" in {row["request_id"] for row in rows}  # a plain number is no formula
    assert {row["child_id"] for row in rows} == {"'=C5", "'+C6", ""}


def test_explain_writes_one_page_that_needs_nothing_else(kintrace, lists, tmp_path):
    done = kintrace("match", *lists, "-o", tmp_path / "out.csv", "--explain", tmp_path / "out.html")
    page = (tmp_path / "out.html").read_text(encoding="utf8")
    assert "out.html" in done.err
    assert page.startswith("<!doctype html>")
    assert "<svg" in page
    assert not re.search(r"<script|<link|<img|src=|url\(|https?:", page)


def test_the_page_is_written_in_the_language_asked_for(kintrace, lists, tmp_path):
    kintrace("match", *lists, "-o", tmp_path / "out.csv", "--explain", tmp_path / "out.html", "--lang", "ar")
    assert '<html lang="ar" dir="rtl">' in (tmp_path / "out.html").read_text(encoding="utf8")


def test_strict_writes_nothing_and_ends_with_1(kintrace, lists, tmp_path):
    with lists[0].open("a", encoding="utf8") as file:
        file.write(",Без номера\n")
    done = kintrace("match", *lists, "-o", tmp_path / "out.csv", "--explain", tmp_path / "out.html", "--strict")
    assert done.code == 1
    assert "requests.csv, row 5" in done.err
    assert "Nothing was written" in done.err
    assert left_behind(tmp_path) == []


def test_strict_lists_without_problems_are_matched(matched):
    assert matched("--strict")


def test_a_row_set_aside_is_counted_and_the_others_are_matched(kintrace, lists, tmp_path):
    with lists[1].open("a", encoding="utf8") as file:
        file.write(",Hamza\n")
    done = kintrace("match", *lists, "-o", tmp_path / "out.csv")
    assert done.code == 0
    assert "children.csv: 5 rows read, 4 used, 1 set aside" in done.err


@pytest.mark.parametrize("option", ["-o", "--explain"])
@pytest.mark.parametrize("number", [0, 1])
def test_a_list_is_never_written_over(kintrace, lists, tmp_path, option, number):
    before = lists[number].read_bytes()
    others = [] if option == "-o" else ["-o", tmp_path / "out.csv"]
    done = kintrace("match", *lists, option, tmp_path / "." / lists[number].name, *others)
    assert done.code == 2
    assert lists[number].read_bytes() == before
    assert left_behind(tmp_path) == []


def test_the_page_is_never_written_over_the_result(kintrace, lists, tmp_path):
    assert kintrace("match", *lists, "-o", tmp_path / "out", "--explain", tmp_path / "out").code == 2


@pytest.mark.parametrize("place", ["nowhere/out.csv", "."])
def test_a_place_where_nothing_can_be_written_is_said_before_the_work(kintrace, lists, tmp_path, monkeypatch, place):
    monkeypatch.setattr(engine, "rank_lists", lambda *_, **__: pytest.fail("the work was begun"))
    done = kintrace("match", *lists, "-o", tmp_path / place)
    assert done.code == 1
    assert "cannot be written" in done.err


def test_a_disk_that_fails_half_way_leaves_nothing_behind(kintrace, lists, tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(outcome_file, "because", fail)
    done = kintrace("match", *lists, "-o", tmp_path / "out.csv")
    assert (done.code, left_behind(tmp_path)) == (1, [])
    assert "make room" in done.err


def test_a_result_of_yesterday_stays_whole_if_today_fails(kintrace, lists, tmp_path, monkeypatch):
    (tmp_path / "out.csv").write_text("yesterday")
    monkeypatch.setattr(outcome_file, "because", lambda *_: 1 / 0)
    assert kintrace("match", *lists, "-o", tmp_path / "out.csv").code == 3
    assert (tmp_path / "out.csv").read_text() == "yesterday"
    assert left_behind(tmp_path) == ["out.csv"]


def test_a_device_is_written_to_and_not_replaced(kintrace, lists):
    assert kintrace("match", *lists, "-o", "/dev/null").code == 0
    with open("/dev/null", "rb") as null:  # noqa: PTH123 - a device, not a file
        assert null.read() == b""


def test_a_defect_ends_with_3_and_a_reference(kintrace, lists, tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "rank_lists", lambda *_, **__: 1 / 0)
    done = kintrace("match", *lists, "-o", tmp_path / "out.csv")
    assert done.code == 3
    assert "internal error, reference E-" in done.err
    assert "Умар" not in done.err
    assert left_behind(tmp_path) == []


@pytest.mark.parametrize(
    "wrong",
    [["--top", "0"], ["--top", "many"], ["--population", "0"], ["--lang", "tlh"], ["--loud"], ["third.csv"]],
)
def test_wrong_use_ends_with_2_and_writes_nothing(kintrace, lists, tmp_path, wrong):
    done = kintrace("match", *lists, "-o", tmp_path / "out.csv", *wrong)
    assert (done.code, left_behind(tmp_path)) == (2, [])
    assert done.err


def test_an_output_must_be_named(kintrace, lists):
    assert kintrace("match", *lists).code == 2


def test_the_same_lists_give_the_same_file_to_the_byte(kintrace, lists, tmp_path):
    for name in ("one.csv", "two.csv"):
        kintrace("match", *lists, "-o", tmp_path / name)
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_nothing_is_drawn_on_standard_output(kintrace, lists, tmp_path):
    assert kintrace("match", *lists, "-o", tmp_path / "out.csv").out == ""


def candidate(*weights):
    terms = tuple(
        Weight(kind, weight, says("about {kind}", kind=kind)) for kind, weight in zip(KINDS, weights, strict=False)
    )
    return Candidate("C", 1, sum(weights), 0.5, 0.1, terms)


def test_the_weightiest_reasons_are_told_and_always_one_against():
    told = outcome_file.because(candidate(3.0, 2.0, 1.0, 0.9, -0.2).terms, str)
    assert told == "about names (+3.0); about births (+2.0); about languages (-0.2)"


def test_a_weight_that_would_be_shown_as_nothing_is_no_reason():
    assert outcome_file.because(candidate(3.0, -0.04).terms, str) == "about names (+3.0)"


def test_where_nothing_tells_that_is_said():
    assert outcome_file.because(candidate(0.01).terms, str) == "what little is said tells nothing"


def test_probabilities_are_rounded_down_so_that_they_never_sum_to_more_than_one():
    thirds = [outcome_file.probability(share) for share in (1 / 3, 1 / 3, 1 / 3, 1e-12)]
    assert sum(map(float, thirds)) <= 1
    assert thirds[0] == "0.333333333"


@pytest.mark.parametrize("name", ["o.xlsx", "o.XLS", "o.ods"])
def test_a_table_is_not_written_under_the_name_of_a_workbook(kintrace, lists, tmp_path, name):
    done = kintrace("match", *lists, "-o", tmp_path / name)
    assert (done.code, left_behind(tmp_path)) == (2, [])
    assert "-o writes CSV: name it o.csv" in done.err


def test_one_file_as_both_lists_is_refused(kintrace, lists, tmp_path):
    done = kintrace("match", lists[0], lists[0], "-o", tmp_path / "out.csv")
    assert done.code == 2
    assert "given as both lists" in done.err


def test_a_population_smaller_than_the_list_is_said_to_be_raised(kintrace, lists, tmp_path):
    done = kintrace("match", *lists, "-o", tmp_path / "out.csv", "--population", 2)
    assert "--population 2 is smaller than the number of registered children: taken as 4." in done.err


def test_one_is_counted_as_one(kintrace, lists, tmp_path):
    lists[0].write_text("id,name\nR1,Умар\n", encoding="utf8")
    said = kintrace("match", *lists, "-o", tmp_path / "out.csv").err
    assert "requests.csv: 1 row read" in said
    assert "1 request;" in said


def test_the_help_asks_for_a_number_in_plain_words(kintrace):
    said = kintrace("match", "--help").out
    assert " N " in said
    assert " range>" not in said
