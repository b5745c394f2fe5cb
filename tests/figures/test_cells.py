"""What is published: fixed cells, nothing under ten, and nothing under ten by subtraction."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kintrace.estimate import Headline
from kintrace.figures.cells import CELLS, WITHIN, Cell, release

DAY = date(2026, 11, 22)
FULL = {"requests": 160, "sought": (131, 158), "sighted": 140, "registered": 138, "found": 52, "closed": 23}


def _ranges(counts):
    return {code: value if isinstance(value, tuple) else (value, value) for code, value in counts.items()}


def _release(counts, headline=None, *, as_of=DAY, earlier=()):
    return release(_ranges(counts), headline, as_of=as_of, earlier=earlier)


def _said(cells):
    return {code: cell.said for code, cell in cells.items()}


def test_counts_are_rounded_to_five_and_ranges_outwards():
    said = _said(_release(FULL | {"registered": 122}))
    assert said == {
        "requests": "160",
        "sought": "130-160",
        "sighted": "140",
        "registered": "120",
        "found": "50",
        "closed": "25",
    }


def test_estimates_are_rounded_to_ten_and_outwards():
    cells = _release({}, Headline(238, (251, 344), 402))
    assert _said(cells) == {"known": "230", "likely": "250-350", "cannot_exclude": "410"}


def test_under_ten_nothing_is_shown():
    assert _said(_release({"closed": 9, "found": 0, "requests": 10})) == {"closed": "*", "found": "*", "requests": "10"}


def test_a_part_is_hidden_where_its_whole_would_give_the_rest_away():
    said = _said(_release({"registered": 60, "found": 52}))
    assert said == {"registered": "60", "found": "*"}


def test_a_number_that_moved_little_keeps_its_old_date():
    first = _release({"registered": 60})
    second = _release({"registered": 66}, as_of=DAY + timedelta(days=92), earlier=[first])
    assert second["registered"] == first["registered"]
    third = _release({"registered": 71}, as_of=DAY + timedelta(days=184), earlier=[first, second])
    assert (third["registered"].said, third["registered"].as_of) == ("70", DAY + timedelta(days=184))


def test_an_estimate_stands_or_waits_as_a_whole():
    first = _release({}, Headline(238, (251, 344), 402))
    second = _release({}, Headline(241, (280, 390), 500), as_of=DAY + timedelta(days=92), earlier=[first])
    assert second == first


def test_what_is_not_supported_is_not_there():
    assert list(_release({}, Headline(238, None, None))) == ["known"]
    assert _release({}, None) == {}
    assert _said(_release({}, Headline(8, (9, 30), 40))) == {"known": "*"}


def test_a_cell_is_kept_and_read_back():
    cell = Cell((131, 158), DAY, (130, 160))
    assert Cell.from_json(cell.to_json()) == cell
    assert Cell.from_json(Cell((3, 3), DAY, None).to_json()).said == "*"


numbers = st.integers(0, 400)
counts = st.fixed_dictionaries(
    {code: numbers for code in CELLS if code != "sought"}
    | {"sought": st.tuples(numbers, numbers).map(lambda pair: (min(pair), max(pair)))}
)
headlines = st.none() | st.tuples(numbers, numbers, numbers).map(sorted).map(
    lambda three: Headline(three[0], (three[0], three[1]), three[2])
)


def _all_releases(history):
    done = []
    for quarter, (counted, headline) in enumerate(history):
        done.append(_release(counted, headline, as_of=DAY + timedelta(days=92 * quarter), earlier=tuple(done)))
    return done


def _few(one, other):
    return 0 < abs(one - other) < 10


@given(st.lists(st.tuples(counts, headlines), min_size=2, max_size=6))
def test_d43_no_release_is_subtracted_from_another_to_give_a_cell_under_ten(history):
    done = _all_releases(history)
    for later in range(len(done)):
        for before in range(later):
            for code in done[later].keys() & done[before].keys() - {"likely", "cannot_exclude"}:
                one, other = done[later][code], done[before][code]
                if one.shown is not None and other.shown is not None:
                    assert not any(map(_few, one.basis, other.basis)), code
                    if one.basis != other.basis and one.basis[0] == one.basis[1] and other.basis[0] == other.basis[1]:
                        assert one.shown[0] == other.shown[0] or abs(one.shown[0] - other.shown[0]) >= 10


@given(st.lists(st.tuples(counts, headlines), min_size=1, max_size=4))
def test_d43_no_cell_under_ten_is_shown_or_left_over(history):
    for cells in _all_releases(history):
        shown = {code: cell for code, cell in cells.items() if cell.shown is not None}
        assert all(cell.basis[0] >= 10 for cell in shown.values())
        for whole, part in WITHIN:
            if {whole, part} <= shown.keys():
                assert not any(_few(more, less) for more in shown[whole].basis for less in shown[part].basis)


@given(counts, headlines)
def test_ends_are_rounded_outwards(counted, headline):
    cells = _release(counted, headline)
    for code in {"sought", "likely"} & cells.keys():
        if cells[code].shown is not None and (code == "likely" or cells[code].basis[0] < cells[code].basis[1]):
            assert cells[code].shown[0] <= cells[code].basis[0] <= cells[code].basis[1] <= cells[code].shown[1]
    if "known" in cells and cells["known"].shown is not None:
        assert cells["known"].shown[0] <= headline.at_least
