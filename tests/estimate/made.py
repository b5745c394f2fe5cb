"""Tables for the tests: some made by hand, some drawn from a population of known size."""

from collections import Counter
from itertools import product
from math import prod

import numpy as np

from kintrace.estimate import ListTable

NAMES = ("hotline", "committee", "camp", "board", "letters")


def table(counts, *, k=None, **more):
    k = len(next(iter(counts))) if k is None else k
    return ListTable("t", NAMES[:k], counts, **more)


def expected(children, chances):
    """Return what independent lists would show on average, in whole children."""
    patterns = ["".join(signs) for signs in product("01", repeat=len(chances))][1:]
    shares = (
        prod(p if sign == "1" else 1 - p for sign, p in zip(pattern, chances, strict=True)) for pattern in patterns
    )
    return {pattern: round(children * share) for pattern, share in zip(patterns, shares, strict=True)}


def drawn(children, chances, *, seed):
    """Draw a table: each child stands in each list with its chance."""
    rng = np.random.default_rng(seed)
    seen = rng.random((children, len(chances))) < np.array(chances)
    rows = ("".join("01"[int(there)] for there in row) for row in seen)
    return {pattern: count for pattern, count in Counter(rows).items() if "1" in pattern}
