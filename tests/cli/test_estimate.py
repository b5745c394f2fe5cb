"""`kintrace estimate`: tables in, estimates and a drawing out; what cannot be said is refused with a reason."""

import json

import pytest

GOOD = {"100": 150, "010": 100, "001": 150, "110": 100, "101": 150, "011": 100, "111": 100}
TABLE = {"id": "2017", "lists": ["hotline", "committee", "camp"], "counts": GOOD}


@pytest.fixture
def answered(kintrace, tmp_path):
    """Answer tables; return the entries of the result."""

    def answer(*tables, options=()):
        (tmp_path / "in.json").write_text(json.dumps({"tables": tables}), encoding="utf8")
        done = kintrace("estimate", tmp_path / "in.json", "-o", tmp_path / "out.json", *options)
        assert done.code == 0, done.err
        return json.loads((tmp_path / "out.json").read_text(encoding="utf8"))["tables"]

    return answer


def test_a_table_is_answered_by_every_method(answered):
    (answer,) = answered(TABLE)
    assert (answer["id"], answer["status"], answer["n"], answer["reason"]) == ("2017", "ok", 850, None)
    best = answer["methods"]["loglinear_bic_best"]
    assert (best["estimate"], best["model"]) == (pytest.approx(1000, abs=0.01), "[1,2,3]")
    assert set(answer["methods"]["decomposable"]) == {"median", "lo", "hi"}
    assert {"loglinear_aic", "loglinear_bic", "chao"} <= set(answer["methods"])
    assert answer["headline"]["at_least"] == 850
    assert answer["headline"]["likely"][0] < 1000 < answer["headline"]["likely"][1]


def test_what_cannot_be_read_is_refused_and_the_rest_answered(answered):
    wrong, good = answered({**TABLE, "counts": {"100": -4}}, TABLE)
    assert (wrong["status"], wrong["headline"]) == ("refused", None)
    assert "whole number" in wrong["reason"]
    assert good["status"] == "ok"


FAMILY = [
    ["110"] * 30,
    *[[pattern] for pattern, many in {"100": 10, "010": 8, "001": 6, "101": 3}.items() for _ in range(many)],
]
BAD = {
    "negative": ({**TABLE, "counts": GOOD | {"100": -4}}, "whole number"),
    "fractional": ({**TABLE, "counts": GOOD | {"100": 4.5}}, "whole number"),
    "words": ({**TABLE, "counts": GOOD | {"100": "4"}}, "whole number"),
    "another sum": ({**TABLE, "n": 851}, "sum to 850"),
    "too long a pattern": ({**TABLE, "counts": GOOD | {"1000": 4}}, "one 0 or 1 for each"),
    "too short a pattern": ({**TABLE, "counts": GOOD | {"10": 4}}, "one 0 or 1 for each"),
    "on no list": ({**TABLE, "counts": GOOD | {"000": 4}}, "on no list"),
    "two lists": ({**TABLE, "lists": ["a", "b"], "counts": {"10": 50, "01": 40, "11": 20}}, "add another source"),
    "inside another": (
        {**TABLE, "counts": {"100": 60, "001": 40, "101": 20, "110": 25, "111": 10}},
        "Every child of committee is also in hotline",
    ),
    "no overlap": ({**TABLE, "counts": {"100": 30, "010": 20, "001": 25}}, "share no child"),
    "one family": (
        {**TABLE, "counts": {"110": 30, "100": 10, "010": 8, "001": 6, "101": 3}, "families": FAMILY},
        "One family holds 53 %",
    ),
    "six lists": (
        {"id": "6", "lists": list("abcdef"), "counts": {"100000": 30, "110000": 9, "011111": 5, "000111": 8}},
        "Merge lists",
    ),
    "seen once alone": ({"id": "f", "freq": {"1": 40}}, "exactly twice"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_with_the_reason_and_never_a_bare_number(answered, case):
    table, why = BAD[case]
    (answer,) = answered(table)
    assert (answer["status"], answer["headline"], answer["methods"]) == ("refused", None, {})
    assert why in answer["reason"]


def test_few_children_are_weak_and_nothing_is_likely(answered):
    (answer,) = answered({**TABLE, "counts": {"100": 13, "010": 3, "001": 8, "110": 8, "101": 3, "011": 1}})
    assert (answer["status"], answer["headline"]["likely"]) == ("weak", None)


def test_frequencies_give_the_lower_bound_only(answered):
    (answer,) = answered({"id": "f", "freq": {"1": 60, "2": 9}})
    assert (answer["status"], list(answer["methods"]), answer["headline"]["likely"]) == ("weak", ["chao"], None)


def test_it_draws(answered, tmp_path):
    answered(TABLE, {"id": "seen", "freq": {"1": 60, "2": 9}}, options=("--plot", tmp_path / "out.svg"))
    picture = (tmp_path / "out.svg").read_text(encoding="utf8")
    assert picture.startswith("<svg ")
    assert "850 known" in picture


def test_it_speaks_other_languages(answered):
    (answer,) = answered({**TABLE, "lists": ["a", "b"], "counts": {"10": 3, "11": 4}}, options=("--lang", "ru"))
    assert "a" not in answer["reason"]


def test_families_are_drawn_anew_on_request(answered):
    (answer,) = answered(TABLE, options=("--bootstrap", "20"))
    assert answer["methods"]["bootstrap"]["lo"] < 1000 < answer["methods"]["bootstrap"]["hi"]


def test_strata_show_their_parts(answered):
    strata = {"id": "s", "lists": TABLE["lists"], "strata": {"camp": GOOD, "prison": GOOD}}
    (answer,) = answered(strata)
    assert [part["n"] for part in answer["parts"]] == [850, 850]
    assert answer["headline"]["at_least"] == 1700


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1, 2", b"\xff\xfe", b"[]", b'{"tables": 7}', b"[" * 100_000, b"9" * 5000]
)
def test_a_file_that_holds_no_tables_ends_with_1(kintrace, tmp_path, content):
    (tmp_path / "in.json").write_bytes(content)
    done = kintrace("estimate", tmp_path / "in.json", "-o", tmp_path / "out.json")
    assert (done.code, (tmp_path / "out.json").exists()) == (1, False)
    assert "table" in done.err or "not JSON" in done.err


def test_half_a_letter_in_a_name_is_answered(answered):
    (answer,) = answered({**TABLE, "id": "2017 \ud83d"})
    assert (answer["id"], answer["status"]) == ("2017 ?", "ok")


def test_a_missing_file_ends_with_1(kintrace, tmp_path):
    assert kintrace("estimate", tmp_path / "none.json", "-o", tmp_path / "out.json").code == 1


def test_the_tables_are_never_overwritten(kintrace, tmp_path):
    (tmp_path / "in.json").write_text(json.dumps([TABLE]))
    assert kintrace("estimate", tmp_path / "in.json", "-o", tmp_path / "in.json").code == 2
