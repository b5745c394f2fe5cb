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


PLAIN = (-4, 5)  # powers of ten between which a number is written without them
THREE_DIGITS = 999.5  # from here on three digits would round to a thousand
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
LEAST_SHOWN = 1e-6  # of a probability, and of what it lacks to 1


def shown_ratio(log10: float) -> str:
    """Write a likelihood ratio for people: 0 where it is impossible, "–" where nothing can be said.

    >>> shown_ratio(math.log10(5)), shown_ratio(3.5), shown_ratio(7.25), shown_ratio(-6), shown_ratio(-math.inf)
    ('5', '3\u202f162', '1.78 × 10⁷', '1.00 × 10⁻⁶', '0')
    """
    if not math.isfinite(log10):
        return "–" if math.isnan(log10) else ("∞" if log10 > 0 else "0")
    if PLAIN[0] <= log10 < PLAIN[1]:
        value = 10**log10
        return f"{value:.3g}" if value < THREE_DIGITS else f"{value:,.0f}".replace(",", NARROW_SPACE)
    power = math.floor(log10)
    return f"{10 ** (log10 - power):.2f} × 10{str(power).translate(SUPERSCRIPTS)}"


def shown_log10(log10: float) -> str:
    """Write a log10 likelihood ratio for people.

    >>> shown_log10(0.69897), shown_log10(-1), shown_log10(-math.inf)
    ('0.699', '−1.000', '−∞')
    """
    if math.isnan(log10):
        return "–"
    return (f"{round(log10, 3) + 0.0:.3f}" if math.isfinite(log10) else f"{log10}".replace("inf", "∞")).replace(
        "-", "−"
    )


def posterior(log10: float, *, prior: float) -> float:
    """Return how probable a hypothesis is after the DNA, if it and the reference are all there is.

    >>> round(posterior(4.0, prior=0.01), 4)
    0.9902
    """
    if math.isnan(log10):
        return math.nan
    with np.errstate(over="ignore"):
        return float(1 / (1 + np.power(10.0, -log10) * (1 - prior) / prior))


def shown_probability(probability: float) -> str:
    """Write a probability as a percentage that never says certain.

    >>> shown_probability(0.99023), shown_probability(1.0), shown_probability(1e-9), shown_probability(0.0)
    ('99.0230 %', '> 99.9999 %', '< 0.0001 %', '0 %')
    """
    if math.isnan(probability):
        return "–"
    if probability > 1 - LEAST_SHOWN:
        return "> 99.9999 %"
    if probability < LEAST_SHOWN:
        return "< 0.0001 %" if probability else "0 %"
    return f"{100 * probability:.4f} %"
