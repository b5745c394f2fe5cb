"""What a candidate amounts to, in words: what was held before, what is likeliest now, what is against and missing."""

from __future__ import annotations

from collections.abc import Iterable

from kintrace.evidence.weight import Weight
from kintrace.kernel.says import Sentence, says
from kintrace.matching.match import Candidate, Prior, Ranking
from kintrace.web.numerals import count, percent

# Below this no single outcome is called likely: the page then says that the evidence does not decide.
LIKELY = 0.5
UNLIKELY = 0.05


def prior_words(prior: Prior) -> tuple[Sentence, ...]:
    """Say what was held before any evidence, and where that comes from."""
    among = says("Before any evidence: one of about {n} children.", n=count(prior.population))
    share = percent(prior.registered_share)
    if prior.fitted:
        return among, says(
            "About {share} of the children sought are in this list, as fitted from both lists.", share=share
        )
    return among, says("That number was given, not fitted from the lists.")


def verdict(probability: float, sibling_probability: float) -> Sentence:
    """Say the likeliest of the three outcomes, and only as firmly as the figures allow."""
    if sibling_probability > max(probability, LIKELY):
        return says("Probably a brother or sister of the child sought, not the child sought.")
    if sibling_probability > probability and sibling_probability + probability > LIKELY:
        return says("Probably of the same family: a brother or sister is likelier than the child sought.")
    if probability > LIKELY:
        return says("Probably the child sought.")
    if probability + sibling_probability > LIKELY:
        return says("Probably of the same family: the child sought, or a brother or sister.")
    if probability + sibling_probability > UNLIKELY:
        return says("More likely not the child sought than the child sought.")
    return says("Hardly the child sought, nor a brother or sister.")


def leading_sibling(ranking: Ranking) -> Candidate | None:
    """Return the candidate who is probably a brother or sister, where that is the likeliest answer to a request.

    It may be any candidate. Where the child sought is in the list too, its brothers and sisters are all but sure; so
    a sibling only leads as far as the child sought is probably not in the list.
    """
    if not ranking.candidates:
        return None
    # Of a whole family, all are equally probable: the one who fits best is shown.
    sibling = max(ranking.candidates, key=lambda one: (round(one.sibling_probability, 2), -one.rank))
    found = max(one.probability for one in ranking.candidates)
    share = min(sibling.sibling_probability, ranking.absent)
    return sibling if share > found and share > ranking.absent - share else None


def against(terms: Iterable[Weight]) -> tuple[Weight, ...]:
    """Return the terms that weigh against, the heaviest first; they are never folded away."""
    return tuple(sorted((term for term in terms if term.log10_lr < 0), key=lambda term: term.log10_lr))


def missing(terms: Iterable[Weight]) -> tuple[Weight, ...]:
    """Return the terms of which nothing could be said; each sentence tells why."""
    return tuple(term for term in terms if not term.said)
