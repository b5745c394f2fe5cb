"""A pedigree as a picture: who is whose child, who was sampled, and whom it is about.

Squares are men, circles women, diamonds persons of unknown sex; filled where there is a sample, with a dashed outline
for somebody whom only the others' kinship tells of. Colours are those of the text around it, so that it prints and
follows a dark page. Nothing but codes is written under a person.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from kintrace.evidence.dna.places import Couple, Families, couples, places_of
from kintrace.evidence.pedigree import Pedigree, Sex
from kintrace.kernel.says import Sentence, Translate, says

ACROSS, DOWN, HALF, EDGE = 92, 116, 15, 46  # between persons, between rows, half a symbol, margin
BELOW = 30  # of a label under a symbol, so that lines begin beneath it
STEP = 5  # between lines of couples in one row
FOOT = 44  # for the words that say what the signs mean
WIDEST_WORD = 140

# What is said under the picture: the words, whether the sign beside them is filled, whether it is ringed.
KEY: tuple[tuple[Sentence, bool, bool], ...] = (
    (says("a sample"), True, False),
    (says("no sample"), False, False),
    (says("the one sought"), False, True),
)


@dataclass(frozen=True, slots=True)
class _Spot:
    x: float
    y: float


def pedigree_svg(
    pedigree: Pedigree,
    *,
    sampled: Collection[str],
    sought: str,
    labels: Mapping[str, str],
    wed: Collection[Couple] = (),
    translate: Translate = str,
    rtl: bool = False,
) -> str:
    """Return an SVG picture, fit to stand in a page: no script, no style of its own.

    `labels` are codes, by person; who has none stands unnamed, with a dashed outline. `sought` is ringed. `wed` are
    men with wives, who are drawn whether or not they have children.
    """
    known = tuple(couple for couple in dict.fromkeys(wed) if set(couple) <= pedigree.by_id.keys())
    shown = _connected(pedigree, {*sampled, sought, *(one for couple in known for one in couple)})
    spots = {
        one: _Spot(EDGE + place * ACROSS, EDGE + row * DOWN)
        for one, (place, row) in places_of(shown, middle=sought, wed=known).items()
    }
    across = max(EDGE + max(spot.x for spot in spots.values()), EDGE / 2 + WIDEST_WORD * len(KEY))
    down = max(spot.y for spot in spots.values()) + HALF + BELOW + FOOT
    told = says(
        "Pedigree. Sampled: {sampled}. Not sampled: {others}.",
        sampled=_codes(labels, [one for one in spots if one in sampled]),
        others=_codes(labels, [one for one in spots if one not in sampled]),
    )
    sexes = {one.id: one.sex for one in pedigree.persons}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across:.0f} {down:.0f}" width="{across:.0f}" ',
        f'height="{down:.0f}" role="img" class="pedigree" font-family="inherit" font-size="12">',
        f"<title>{escape(told.text(translate, isolate=True))}</title>",
        '<g fill="none" stroke="currentColor" stroke-width="1.5">',
        *_lines(couples(shown, known), spots),
        "</g>",
        *(
            _person(
                spot,
                sexes[one],
                sampled=one in sampled,
                sought=one == sought,
                label=labels.get(one, ""),
                named=one in labels,
            )
            for one, spot in spots.items()
        ),
        *_key(down - FOOT / 2, across, translate, rtl=rtl),
        "</svg>",
    ]
    return "".join(parts)


def _connected(pedigree: Pedigree, told: Collection[str]) -> Pedigree:
    """Leave out who is neither parent nor child of anybody, unless the picture is about them."""
    parents = {parent for one in pedigree.persons for parent in one.parents}
    kept = (one for one in pedigree.persons if one.id in told or one.id in parents or not one.is_founder)
    return Pedigree(tuple(kept))


def _codes(labels: Mapping[str, str], persons: Collection[str]) -> str:
    return ", ".join(labels[one] for one in persons if labels.get(one)) or "–"


def _lines(families: Families, spots: Mapping[str, _Spot]) -> Iterator[str]:
    """Yield for each couple the line between them, and from it down to the children, at heights of their own."""
    heights: dict[float, int] = {}
    for couple, children in families.items():
        one, other = sorted((spots[each] for each in couple), key=lambda spot: spot.x)
        row = max(one.y, other.y)
        number = heights[row] = heights.get(row, -1) + 1
        beside = one.y == other.y and not any(spot.y == row and one.x < spot.x < other.x for spot in spots.values())
        under = row if beside else row + HALF + BELOW - 6 + STEP * number
        yield _path(_across(one, other) if beside else _around(one, other, under))
        if children:
            yield _path(_down(_middle(one, other), under, [spots[child] for child in children], number))


def _path(way: str) -> str:
    return f'<path d="{way}"/>'


def _middle(one: _Spot, other: _Spot) -> float:
    return (one.x + other.x) / 2


def _across(one: _Spot, other: _Spot) -> str:
    return f"M{one.x + HALF:.1f} {one.y:.1f}H{other.x - HALF:.1f}"


def _around(one: _Spot, other: _Spot, under: float) -> str:
    """Go down between two symbols, along beneath the labels, and up again."""
    gap = HALF + 14  # not half way: there children of the couple beside may go down
    there = f"V{under:.1f}H{other.x - gap:.1f}V{other.y:.1f}H{other.x - HALF:.1f}"
    return f"M{one.x + HALF:.1f} {one.y:.1f}H{one.x + gap:.1f}{there}"


def _down(middle: float, under: float, children: Sequence[_Spot], number: int) -> str:
    bar = min(child.y for child in children) - HALF - 14 - STEP * number
    ends = [middle, *(child.x for child in children)]
    drops = "".join(f"M{child.x:.1f} {bar:.1f}V{child.y - HALF:.1f}" for child in children)
    return f"M{middle:.1f} {under:.1f}V{bar:.1f}M{min(ends):.1f} {bar:.1f}H{max(ends):.1f}{drops}"


def _person(spot: _Spot, sex: Sex, *, sampled: bool, sought: bool, label: str, named: bool = True) -> str:
    look = f'fill="{"currentColor" if sampled else "none"}" stroke="currentColor" stroke-width="1.5"'
    look += "" if named else ' stroke-dasharray="3 3"'
    ring = _symbol(spot, sex, HALF + 5, 'fill="none" stroke="currentColor" stroke-width="2.5"') if sought else ""
    under = spot.y + HALF + (25 if sought else 19)
    text = f'<text x="{spot.x:.1f}" y="{under:.1f}" text-anchor="middle" fill="currentColor">'
    return _symbol(spot, sex, HALF, look) + ring + (f"{text}{escape(label)}</text>" if label else "")


def _symbol(spot: _Spot, sex: Sex, half: float, look: str) -> str:
    if sex is Sex.FEMALE:
        return f'<circle cx="{spot.x:.1f}" cy="{spot.y:.1f}" r="{half:.1f}" {look}/>'
    if sex is Sex.MALE:
        return f'<rect x="{spot.x - half:.1f}" y="{spot.y - half:.1f}" width="{2 * half}" height="{2 * half}" {look}/>'
    half *= 1.2  # a diamond looks smaller than a square of its width
    way = f"M{spot.x:.1f} {spot.y - half:.1f}l{half} {half}l{-half} {half}l{-half} {-half}z"
    return f'<path d="{way}" {look}/>'


def _key(height: float, across: float, translate: Translate, *, rtl: bool) -> Iterator[str]:
    """Yield what the signs mean, from the side where the language begins."""
    for number, (told, sampled, sought) in enumerate(KEY):
        near = EDGE + number * WIDEST_WORD
        spot = _Spot(across - near if rtl else near, height)
        text = spot.x + (-1 if rtl else 1) * (HALF + 12)
        yield _person(spot, Sex.FEMALE, sampled=sampled, sought=sought, label="")
        # "end" is where the text ends in its own direction; a picture has the direction of the page around it
        yield (
            f'<text x="{text:.1f}" y="{height + 4:.1f}" text-anchor="start" direction="{"rtl" if rtl else "ltr"}" '
            f'fill="currentColor">{escape(translate(told.template))}</text>'
        )
