"""`kintrace names`: two names, or a table of them; the table comes back as it was, with the answers beside it."""

import csv

import pytest

from kintrace.cli import names

PAIRS = "note,name1,name2\nfirst,Умар,عمر\nsecond,Хадижа,Timur\nthird,,عمر\nfourth,Мосул,الموصل\nfirst,Умар,عمر\n"


@pytest.fixture
def answered(kintrace, tmp_path):
    """Answer a table of pairs; return its rows."""

    def answer(text, *options):
        (tmp_path / "in.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
        done = kintrace("names", "--pairs", tmp_path / "in.csv", "-o", tmp_path / "out.csv", *options)
        assert done.code == 0, done.err
        with (tmp_path / "out.csv").open(encoding="utf8", newline="") as file:
            return list(csv.reader(file))

    return answer


@pytest.fixture
def refused(kintrace, tmp_path):
    """Offer a table that cannot be used; return what was said."""

    def offer(text):
        (tmp_path / "in.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
        done = kintrace("names", "--pairs", tmp_path / "in.csv", "-o", tmp_path / "out.csv")
        assert (done.code, (tmp_path / "out.csv").exists()) == (1, False)
        assert "in.csv" in done.err
        return done.err

    return offer


def test_one_name_in_two_scripts_weighs_more_than_two_names(kintrace):
    same, other = (kintrace("names", "Умар", second) for second in ("عمر", "خديجة"))
    assert same.code == other.code == 0
    assert float(same.out.split()[0]) > 1
    assert float(other.out.split()[0]) < 0


def test_a_place_is_known_as_a_place(kintrace):
    assert "Mosul" in kintrace("names", "Мосул", "الموصل").out


@pytest.mark.parametrize(("lang", "letters"), [("ru", "имени"), ("ar", "اسم")])
def test_the_reason_is_translated(kintrace, lang, letters):
    assert letters in kintrace("names", "Умар", "عمر", "--lang", lang).out


@pytest.mark.parametrize("text", ["", " ", "123", "؟؟", "\u202b", "'", "\udcff"])
def test_what_is_no_name_weighs_nothing_and_is_no_error(kintrace, text):
    done = kintrace("names", text, "عمر")
    assert done.code == 0
    assert float(done.out.split()[0]) == 0


def test_rows_order_and_extra_columns_are_kept(answered):
    header, *rows = answered(PAIRS)
    assert header == ["note", "name1", "name2", "weight", "probability", "because"]
    assert [row[:3] for row in rows] == [line.split(",") for line in PAIRS.splitlines()[1:]]
    assert rows[0] == rows[4]


def test_the_probability_is_that_of_even_odds(answered):
    for row in answered(PAIRS)[1:]:
        weight, probability = float(row[3]), float(row[4])
        assert probability == pytest.approx(1 / (1 + 10**-weight), abs=2e-4)


def test_where_nothing_can_be_said_the_weight_is_0_and_never_empty(answered):
    silent = answered(PAIRS)[3]
    assert float(silent[3]) == 0
    assert float(silent[4]) == 0.5
    assert silent[5]


def test_the_reasons_in_the_table_are_translated(answered):
    assert all(any("а" <= sign <= "я" for sign in row[5].lower()) for row in answered(PAIRS, "--lang", "ru")[1:])


def test_formula_signs_are_kept_from_running_and_numbers_are_left_alone(answered):
    row = answered("score,name1,name2\n-3.25,=1+1,@عمر\n")[1]
    assert row[:3] == ["-3.25", "'=1+1", "'@عمر"]


def test_short_rows_are_filled_and_empty_lines_are_no_rows(answered):
    assert [row[:3] for row in answered("\nname1,name2,note\nУмар\n\nАли,علي\n")[1:]] == [
        ["Умар", "", ""],
        ["Али", "علي", ""],
    ]


def test_two_empty_names_are_a_row_so_that_the_rows_can_be_counted(answered):
    rows = answered('name1,name2\nАли,علي\n,\n"",""\nУмар,عمر\n')[1:]
    assert [(row[0], float(row[2]) > 0) for row in rows] == [("Али", True), ("", False), ("", False), ("Умар", True)]
    assert [float(row[2]) for row in rows[1:3]] == [0, 0]


def test_a_table_without_pairs_keeps_its_columns(answered):
    assert answered("name2,note,name1\n") == [["name2", "note", "name1", "weight", "probability", "because"]]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_are_understood(answered, delimiter):
    text = "name1,name2\nУмар,عمر\n"
    assert answered(text.replace(",", delimiter)) == answered(text)


def test_a_byte_order_mark_is_no_letter(answered):
    assert answered(b"\xef\xbb\xbf" + PAIRS.encode()) == answered(PAIRS)


def test_a_cell_may_go_over_lines(answered):
    assert answered('name1,name2\n"Умар\nАли",عمر\n')[1][0] == "Умар\nАли"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no column name1 and name2"),
        ("name1,other\nа,б\n", "no column name2"),
        ("name1,name2,name1\nа,б,в\n", "two columns called name1"),
        ("name1,name2,weight\nа,б,1\n", "a column weight already"),
        ("name1,name2\nа,б,в\n", "quotation marks"),
        ("name1,name2\nУмар,عمر\n".encode("utf-16"), "UTF-8"),
        ("name1,name2\nУмар,Али\n".encode("cp1251"), "CSV UTF-8"),
        ("name1,name2\n" + "x" * 200_000 + ",y\n", "row 2"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_in_plain_words(refused, text, told):
    said = refused(text)
    assert told in said
    assert "codec" not in said


def test_a_missing_table_ends_with_1(kintrace, tmp_path):
    done = kintrace("names", "--pairs", tmp_path / "none.csv", "-o", tmp_path / "out.csv")
    assert done.code == 1
    assert "none.csv" in done.err


def test_the_table_is_never_written_over(kintrace, tmp_path):
    (tmp_path / "in.csv").write_text(PAIRS, encoding="utf8")
    assert kintrace("names", "--pairs", tmp_path / "in.csv", "-o", tmp_path / "in.csv").code == 2
    assert (tmp_path / "in.csv").read_text(encoding="utf8") == PAIRS


@pytest.mark.parametrize("words", [[], ["Умар"], ["Умар", "عمر", "-o", "x.csv"], ["--pairs", "x.csv"], ["a", "b", "c"]])
def test_anything_but_two_names_or_a_table_is_wrong_use(kintrace, words):
    done = kintrace("names", *words)
    assert done.code == 2
    assert done.err


def test_a_language_we_do_not_speak_is_wrong_use(kintrace):
    assert kintrace("names", "Умар", "عمر", "--lang", "tlh").code == 2


def test_a_defect_half_way_leaves_nothing_behind(kintrace, tmp_path, monkeypatch):
    (tmp_path / "in.csv").write_text(PAIRS, encoding="utf8")
    monkeypatch.setattr(names, "compare", lambda *_: 1 / 0)
    assert kintrace("names", "--pairs", tmp_path / "in.csv", "-o", tmp_path / "out.csv").code == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "state"]
