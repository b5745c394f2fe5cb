"""What is added to a case: a statement, a step, a fact, an answer on what may be done, a judgement, a proposal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from kintrace.evidence.languages import LANGUAGES
from kintrace.registry.actions import Asked, Whereabouts
from kintrace.registry.codes import CONS, PRECISION, REL, WITHHOLD
from kintrace.registry.forms.telling import LONGEST, OnceForm, TellingForm, as_label, day
from kintrace.registry.forms.why import WHY
from kintrace.registry.grounds import FACT, GROUND, REASON
from kintrace.registry.models import Consent, Property, Relation, Silence, Verdict, Visibility
from kintrace.registry.queries import Step, WorkPage
from kintrace.web.strict import StrictForm

type Choices = Iterable[tuple[str, object]]

LINES: Final = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
ANSWERS: Final = [("", _("not asked")), ("yes", _("yes")), ("no", _("no"))]
POINT: Final = "may_"
REASONS_TO_ERASE: Final = [
    ("time-is-over", _("its time of keeping is over")),
    ("asked-for", _("the family or the child asks for it")),
    ("kept-by-mistake", _("it should never have been kept")),
]


class SayForm(TellingForm):
    """One thing that is said of one child."""

    number = forms.TypedChoiceField(label=_("Of which child?"), coerce=int, choices=[("1", "1")])
    property = forms.ChoiceField(label=_("What is it about?"), choices=Property.choices)
    answer = forms.ChoiceField(
        label=_("What do they answer?"), required=False, choices=[("", _("this:")), *Silence.Kind.choices]
    )
    value = forms.CharField(
        label=_("As they said it"),
        help_text=WHY["value"],
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    visibility = forms.ChoiceField(
        label=_("What is it for?"),
        help_text=_("What is held back is asked about later, to see whether somebody truly knows the child."),
        choices=[(one.value, one.label) for one in (Visibility.MATCHING, Visibility.HELD_BACK)],
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words where there is an answer, and for none where there is not."""
        said = self.cleaned_data
        if "value" not in self.errors and bool(said.get("value")) == bool(said.get("answer")):
            self.add_error("value", _("Please write what they say, or choose why they say nothing."))
        return said

    def of(self, page: WorkPage) -> SayForm:
        """Offer the children of one case."""
        _offer_children(self, page)
        return self


class RetractForm(TellingForm):
    """Which statement is no longer made, and who says so."""

    statement = forms.TypedChoiceField(label=_("What is no longer said?"), coerce=int)

    def of(self, page: WorkPage) -> RetractForm:
        """Offer what is said in one case."""
        rows = (one for _number, said in page.statements for several in said.values() for one in several)
        _offer(self, "statement", [(str(one.pk), f"{one.label}: {one.words}") for one in rows])
        return self


class SightForm(TellingForm):
    """Where a child was seen, as somebody tells it: never the very place, and never with whom."""

    number = forms.TypedChoiceField(label=_("Of which child?"), coerce=int, choices=[("1", "1")])
    place = forms.CharField(
        label=_("Where?"),
        help_text=WHY["place"],
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    precision = forms.ChoiceField(
        label=as_label(PRECISION.asks), choices=PRECISION.choices(only=[one for one in PRECISION if one != "exact"])
    )
    first_day = day(_("Seen there from"))
    last_day = day(_("Seen there until"), required=False)
    hearsay = forms.TypedChoiceField(
        label=_("Who saw it?"),
        coerce=int,
        choices=[
            ("0", _("whoever says so")),
            ("1", _("somebody who told them")),
            ("2", _("somebody whom others had it from")),
        ],
    )

    def clean(self) -> dict[str, Any]:
        """See to it that the days follow one another."""
        said = self.cleaned_data
        first, last = said.get("first_day"), said.get("last_day")
        if first is not None and last is not None and last < first:
            self.add_error("last_day", _("The last day comes before the first."))
        return said

    def of(self, page: WorkPage) -> SightForm:
        """Offer the children of one case."""
        _offer_children(self, page)
        return self

    def where(self) -> Whereabouts:
        """Return where, how exactly, and when."""
        said = self.cleaned_data
        days = said["first_day"], said["last_day"] or said["first_day"]
        return Whereabouts(said["place"], *days, precision=said["precision"], hearsay=said["hearsay"])


class RelativeForm(OnceForm):
    """What somebody is to a child, without a name."""

    number = forms.TypedChoiceField(label=_("Of which child?"), coerce=int, choices=[("1", "1")])
    relation = forms.ChoiceField(label=as_label(REL.asks), help_text=WHY["relation"], choices=REL.choices())
    certainty = forms.ChoiceField(label=_("How sure is it?"), choices=Relation.Certainty.choices, initial="said")

    def of(self, page: WorkPage) -> RelativeForm:
        """Offer the children of one case."""
        _offer_children(self, page)
        return self


class WrongSightingForm(StrictForm):
    """Which sighting was written down wrongly."""

    sighting = forms.TypedChoiceField(
        label=_("Which one?"),
        help_text=_("It stays readable, crossed out. Write down what is right as a new one."),
        coerce=int,
    )

    def of(self, page: WorkPage) -> WrongSightingForm:
        """Offer the sightings of one case that stand."""
        standing = [one for one in page.sightings if not one.taken_back]
        _offer(self, "sighting", [(str(one.pk), f"{one.first_day} – {one.last_day}: {one.place}") for one in standing])
        return self


class WrongRelativeForm(StrictForm):
    """Which relative was written down wrongly, and what they are."""

    relation = forms.TypedChoiceField(
        label=_("Which one?"), help_text=_("What was said stays readable, crossed out."), coerce=int
    )
    instead = forms.ChoiceField(
        label=_("What are they?"),
        help_text=WHY["relation"],
        required=False,
        choices=[("", _("not related to the child")), *REL.choices()],
    )

    def of(self, page: WorkPage) -> WrongRelativeForm:
        """Offer the relatives of one case that stand."""
        standing = [one for one in page.relatives if not one.taken_back]
        _offer(self, "relation", [(str(one.pk), f"{one.word} ({one.certainty})") for one in standing])
        return self


class MoveForm(StrictForm):
    """The grounds on which a case moves on, and a reason where it is closed."""

    to = forms.CharField(max_length=30, widget=forms.HiddenInput)
    evidence = forms.MultipleChoiceField(
        label=as_label(GROUND.asks), required=False, choices=GROUND.choices(), widget=forms.CheckboxSelectMultiple
    )
    reason = forms.ChoiceField(label=as_label(REASON.asks), required=False, choices=[("", ""), *REASON.choices()])

    def towards(self, step: Step) -> MoveForm:
        """Ask for what one step rests on."""
        self.initial = {"to": step.state.code}
        _offer(self, "evidence", step.grounds)
        self.auto_id = f"id_{step.state.code}_%s"
        for name, asked in (("evidence", bool(step.grounds)), ("reason", step.state.closed)):
            if not asked:
                del self.fields[name]
        return self


class FactForm(OnceForm):
    """What happened, and when."""

    happened = forms.ChoiceField(label=as_label(FACT.asks), choices=FACT.choices())
    happened_on = day(_("When?"))
    note = forms.CharField(
        label=_("In a few words"), help_text=WHY["note"], required=False, max_length=LONGEST, widget=LINES
    )


class ConsentForm(StrictForm):
    """Yes, no or not asked, on each point; who answered, and how."""

    given_by = forms.ChoiceField(label=_("Who answered?"), choices=REL.choices())
    how = forms.ChoiceField(label=_("How?"), choices=Consent.How.choices)
    language = forms.ChoiceField(
        label=_("In which language?"), choices=[(code, _(one.english)) for code, one in sorted(LANGUAGES.items())]
    )
    interpreted = forms.BooleanField(label=_("Somebody interpreted"), required=False)
    text_version = forms.CharField(label=_("Which text was read out?"), max_length=20, initial="1")
    withhold_reason = forms.ChoiceField(
        label=as_label(WITHHOLD.asks), required=False, choices=[("", ""), *WITHHOLD.choices()]
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as Django takes them
        for scope in CONS:
            point = forms.ChoiceField(label=as_label(CONS.words[scope]), choices=ANSWERS, required=False)
            self.fields[f"{POINT}{scope}"] = point

    def answers(self) -> dict[str, bool]:
        """Return yes or no on each point that was asked."""
        said = {scope: self.cleaned_data.get(f"{POINT}{scope}") for scope in CONS}
        return {scope: answer == "yes" for scope, answer in said.items() if answer}

    def asked(self) -> Asked:
        """Return how they were asked."""
        names = ("given_by", "how", "language", "text_version", "interpreted", "withhold_reason")
        return Asked(**{name: self.cleaned_data[name] for name in names})


class DuplicateForm(StrictForm):
    """Which other record is about the same child, or is not."""

    other = forms.CharField(label=_("Code of the other record"), max_length=16)
    verdict = forms.ChoiceField(label=_("What do you think?"), choices=Verdict.choices)
    why = forms.CharField(label=_("Why?"), max_length=LONGEST, widget=LINES)


class EraseForm(StrictForm):
    """Why a case is to be erased."""

    reason = forms.ChoiceField(label=_("Why is it to be erased?"), choices=REASONS_TO_ERASE)


def _offer_children(form: StrictForm, page: WorkPage) -> None:
    _offer(form, "number", [(str(number), str(number)) for number, _said in page.statements] or [("1", "1")])


def _offer(form: StrictForm, name: str, choices: Choices) -> None:
    form.fields[name].choices = list(choices)  # type: ignore[attr-defined]  # a ChoiceField
