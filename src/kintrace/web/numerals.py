"""How numbers are written for people: Western digits, a real minus sign, never a certainty nobody has."""

from __future__ import annotations

MINUS = "\N{MINUS SIGN}"
THIN = "\N{NARROW NO-BREAK SPACE}"
LEAST, MOST = 0.005, 0.995  # beyond these a whole percent would read as never or as certain


def weight_text(log10_lr: float) -> str:
    """Write a weight with its sign and one decimal; what rounds to nothing is "0".

    >>> weight_text(1.23), weight_text(-0.5), weight_text(-0.04)
    ('+1.2', '−0.5', '0')
    """
    shown = f"{log10_lr:+.1f}"
    return "0" if shown in {"+0.0", "-0.0"} else shown.replace("-", MINUS)


def percent(probability: float) -> str:
    """Write a probability in whole percent; the ends are never reached.

    >>> [percent(p).replace(THIN, " ") for p in (0.69, 0.0004, 0.9999, 0.0, 1.0)]
    ['69 %', '<1 %', '>99 %', '<1 %', '>99 %']
    """
    if probability < LEAST:
        return f"<1{THIN}%"
    if probability > MOST:
        return f">99{THIN}%"
    return f"{probability * 100:.0f}{THIN}%"


def count(number: float) -> str:
    """Write a whole number, its thousands set apart.

    >>> count(44960).replace(THIN, " "), count(900.4)
    ('44 960', '900')
    """
    return f"{number:,.0f}".replace(",", THIN)
