"""What a move rests on, why a case is closed, facts that are recorded as they come, and on what ground a list came."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kintrace.registry.codes import CodeList

GROUND = CodeList(
    "GROUND",
    _("What does this rest on?"),
    {
        "sought_child_described": _("a child is described by a name, another name, a photograph or a parent's name"),
        "relation_claimed": _("it is said how they are related"),
        "duplicates_decided": _("possible duplicates were looked at and decided"),
        "receipt_issued": _("the receipt code was given to whoever asks"),
        "tracing_action": _("a dated step of tracing was taken"),
        "candidate_open": _("a candidate is under review"),
        "three_ways_tried": _("three kinds of tracing were tried without success"),
        "link_verified": _("the link was verified with both sides"),
        "news_given_safely": _("credible news was given in person or by a safe way"),
        "reason_given": _("a reason is given"),
        "supervisor_agrees": _("a supervisor agrees"),
        "source_named": _("it is known who reported it, where and when"),
        "seen_by_staff": _("staff have seen the child, and where"),
        "caregiver_does_not_object": _("the caregiver does not object"),
        "registration_form": _("the registration form is filled in, with an age range and how it was found"),
        "answers_on_sharing": _("what may be shared was asked, point by point"),
        "full_form": _("the full form is filled in"),
        "siblings_linked": _("brothers and sisters stay linked"),
        "panel_decided": _("a panel of three or more decided what is best for the child"),
        "child_heard": _("the child was heard"),
        "living_parent_heard": _("a living parent was heard"),
        "care_arranged": _("care is arranged, and a day for looking at it again"),
        "handed_over_safely": _("the child came to a verified adult"),
    },
)
REASON = CodeList(
    "REASON",
    _("Why is it closed?"),
    {
        "found": _("found"),
        "no_longer_wanted": _("the family no longer wants it"),
        "not_for_us": _("not a matter for tracing"),
        "unfounded": _("nobody was there"),
        "death_of_child": _("the child has died"),
        "formal_closing": _("closed in the regular way"),
        "not_seen_during_verification": _("not seen when visited"),
        "repatriated": _("returned home"),
        "transferred": _("handed to another agency"),
        "turned_18": _("has turned 18"),
        "child_or_family_declines": _("the child or the family safely declines"),
        "closed_before": _("closed before reasons were kept"),
        "other": _("something else"),
    },
)
# Facts happen without us: they are written down at once, whatever state the case is in, and looked at afterwards.
FACT = CodeList(
    "FACT",
    _("What happened?"),
    {
        "child_released": _("the child was let go"),
        "reunited_by_itself": _("the family came together by itself"),
        "another_adult_came": _("another adult came instead"),
        "child_moved": _("the child was taken elsewhere"),
        "child_not_seen": _("the child was not there"),
        "death_reported": _("a death was reported"),
        "news_from_elsewhere": _("there is news from elsewhere"),
        "other": _("something else"),
    },
)
LIST_ORIGIN = CodeList(
    "LIST_ORIGIN",
    _("Where does this list come from?"),
    {
        "own_office": _("our own office"),
        "partner": _("a partner organisation"),
        "institution": _("an orphanage, a hospital, a school or a camp"),
        "authority": _("an authority"),
        "community": _("relatives or volunteers who gather names"),
    },
)
LIST_BASIS = CodeList(
    "LIST_BASIS",
    _("Why may we have it?"),
    {
        "agreed": _("the people in it, or those who care for them, agreed that we receive it"),
        "agreement": _("a written agreement with those who gave it"),
        "law": _("a law or a court allows it"),
        "vital": _("nobody could be asked, and the life or safety of a child depends on it"),
        "unknown": _("we do not know yet"),
    },
)
