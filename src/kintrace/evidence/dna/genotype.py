"""What was seen at one marker, and which true genotypes could have given it.

A genotype is a pair of alleles as they were written: "9.3" is not "9.30". A second allele that is unknown is "-".
A male at an X marker is written twice the same ("15", "15").
"""

from __future__ import annotations

from collections.abc import Mapping

from kintrace.evidence.dna.locus import Locus
from kintrace.kernel.errors import UnusableData

type Genotype = tuple[str, str]
type Profile = Mapping[str, Genotype]  # by marker

UNKNOWN = "-"

# Unordered pairs of classes of alleles that could be behind what was seen, each with the probability of seeing it
# if the true genotype is that one, in either order.
type Behind = dict[tuple[int, int], float]


def observed_codes(genotype: Genotype, locus: Locus, *, person: str) -> tuple[int, ...]:
    """Return the codes of the alleles seen; raises UnusableData for one that the table of frequencies lacks."""
    first, second = locus.codes.get(genotype[0]), locus.codes.get(genotype[1])
    if first is not None and second is not None:
        return first, second
    seen = tuple(allele for allele in genotype if allele != UNKNOWN)
    missing = next((allele for allele in seen if allele not in locus.codes), None)
    if missing is not None:
        told = f"{person} has allele {missing} at {locus.name}, which the table of frequencies lacks."
        raise UnusableData(f"{told} Add it to the table with a small frequency, or correct the profile.")
    if not seen:
        raise UnusableData(f"{person} has no allele at {locus.name}. Leave the marker out for this person instead.")
    return tuple(locus.codes[allele] for allele in seen)


def behind(seen: tuple[int, ...], *, classes: int, silent: int | None, dropout: float, haploid: bool) -> Behind:
    """Return what could be behind alleles that were seen.

    `seen` holds one class (the other is unknown) or two; `classes` counts all of them, `silent` is that of the
    silent allele. An allele of a sample drops out with probability `dropout`, both at once never unseen.
    """
    first, second = min(seen), max(seen)
    if haploid:
        return {(first, first): 1 - dropout} if first == second else {}
    if len(seen) == 1:
        return {(min(first, other), max(first, other)): 1.0 for other in range(classes)}
    if first != second:
        return {(first, second): (1 - dropout) ** 2}
    found = {(first, first): 1 - dropout**2}
    if silent is not None:
        found[first, silent] = 1 - dropout
    if dropout:
        others = (other for other in range(classes) if other not in {first, silent})
        found |= {(min(first, other), max(first, other)): dropout * (1 - dropout) for other in others}
    return found
