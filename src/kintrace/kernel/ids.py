"""Codes that can be said over a bad telephone line: no letter that sounds or looks like another, and a check.

A code reads `R-7QK2A-D`: what it names, some random letters, and one check letter. The check is a
sum weighted by place, modulo the prime 23, so it catches every single slip and every swap of neighbours.
"""

from __future__ import annotations

import random

# 23 signs, a prime: without 0 O 1 I L U V (looks), B M N S (sounds on the telephone), Y.
ALPHABET = "23456789ACDEFGHJKPQRTWX"
LENGTH = 5
_VALUE = {sign: value for value, sign in enumerate(ALPHABET)}


def new_code(prefix: str, rng: random.Random) -> str:
    """Draw a code such as `R-7QK2A-D`; `rng` is `random.SystemRandom()` outside tests and the demo."""
    body = "".join(rng.choice(ALPHABET) for _ in range(LENGTH))
    return f"{prefix}-{body}-{check_letter(body)}"


def check_letter(body: str) -> str:
    """Return the letter that ends a code whose random letters are `body`.

    >>> check_letter("7QK2A") != check_letter("7KQ2A")
    True
    """
    return ALPHABET[sum(weight * _VALUE[sign] for weight, sign in enumerate(body, start=2)) % len(ALPHABET)]


def read_code(said: str) -> str | None:
    """Return the code that was said, tidied, or None where its check letter does not fit.

    >>> read_code(" r 7qk2a " + check_letter("7QK2A")) == "R-7QK2A-" + check_letter("7QK2A")
    True
    """
    signs = "".join(sign for sign in said.upper() if sign.isalnum())
    prefix, body, check = signs[: -LENGTH - 1], signs[-LENGTH - 1 : -1], signs[-1:]
    if len(body) < LENGTH or not prefix or any(sign not in _VALUE for sign in body):
        return None
    return f"{prefix}-{body}-{check}" if check == check_letter(body) else None
