"""Named worlds that break what a matcher takes for granted: each changes the counted rates in one direction.

A matcher that adds weights is honest only while its kinds of evidence go apart. These worlds say how it
fares where they do not, and where the occasions by which it knows families tell little.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kintrace.worlds.rules import Rules

VARIANTS: Final[Mapping[str, Rules]] = MappingProxyType({
    "counted": Rules(),
    # Home town, language and nisba say one thing three times, and nearly everybody says all three.
    "one-origin": Rules(
        origin_elsewhere=0.0,
        one_town=True,
        home_language_heard=True,
        request_nisba=0.9,
        request_kunya=0.6,
        request_languages=0.95,
        register_nisba=0.95,
        register_languages=0.9,
        register_origin=0.8,
        register_birth_place=0.6,
    ),
    # What the clerk had wrong of a family stands in the record of every child of it.
    "clerk-errs": Rules(clerk_errs=0.25),
    "twenty-days": Rules(registration_days=20),
    # A camp and then an orphanage wrote the family down, each in its own way.
    "registered-twice": Rules(registered_twice=0.3),
})  # fmt: skip
