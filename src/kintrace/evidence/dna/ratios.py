"""Likelihood ratios on the log10 scale, impossible ones included."""

from __future__ import annotations

import math

import numpy as np

from kintrace.evidence.dna.mutation import Array


def log10_ratios(probable: Array, against: Array) -> Array:
    """Return log10 of the ratios: −∞ for impossible, ∞ where only the reference is, nan where both are."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios: Array = np.log10(probable) - np.log10(against)
    return ratios


def total_ratio(probable: Array, against: Array) -> float:
    """Return log10 of the ratio of the products."""
    possible, reference = bool(np.all(probable > 0)), bool(np.all(against > 0))
    if possible and reference:
        return math.fsum(log10_ratios(probable, against))
    if not possible and not reference:
        return math.nan
    return math.inf if possible else -math.inf


def in_json(value: float) -> float | str | None:
    """Write a number; infinities as "inf" and "-inf", what cannot be said as None."""
    if math.isfinite(value):
        return float(value)
    return None if math.isnan(value) else ("inf" if value > 0 else "-inf")
