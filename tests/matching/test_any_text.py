"""Whatever people typed, into whatever column: matching answers, with weights and probabilities that are numbers."""

import math

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kintrace.linelist import COLUMNS
from kintrace.matching.dossier import Dossier, dossier_of
from kintrace.matching.engine import match_lists
from tests.matching.made import TODAY

# Words that mean something here, beside anything a keyboard or a damaged file can yield.
WORDS = "Умар Магомедов أبو عمر الشيشاني بن Abu Umm ibn -ogly m f ж 2013 31.02.2013 4 3-5 1439 rus Мосул al- | ' \u202b"
pieces = st.sampled_from(WORDS.split(" ")) | st.text(max_size=12)
texts = st.lists(pieces, max_size=5).map(" ".join)
values = st.dictionaries(st.sampled_from(COLUMNS[1:]), st.lists(texts, min_size=1, max_size=3), max_size=8)


def people(prefix: str) -> st.SearchStrategy[list[Dossier]]:
    """Return lists of dossiers with any text in any field."""
    rows = st.lists(values, max_size=4)
    return rows.map(lambda rows: [dossier_of(f"{prefix}{n}", row, today=TODAY) for n, row in enumerate(rows)])


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(people("R"), people("C"), st.none() | st.floats(1, 1e9))
def test_any_text_is_answered_with_numbers(requests, children, population):
    rankings = match_lists(requests, children, population=population)
    assert [ranking.request_id for ranking in rankings] == [request.id for request in requests]
    for ranking in rankings:
        held = [ranking.absent, *(one.probability for one in ranking.candidates)]
        assert all(0 <= share <= 1 for share in held)
        assert sum(held) <= 1 + 1e-9
        for one in ranking.candidates:
            assert 0 <= one.sibling_probability <= 1
            assert all(math.isfinite(term.log10_lr) and str(term.because) for term in one.terms)
