"""What is asked in the laboratory."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from kintrace.evidence.dna.frequencies import shipped
from kintrace.kernel import clock
from kintrace.kernel.ids import read_code
from kintrace.laboratory.actions import Agreed
from kintrace.laboratory.models import NEXT, SampleConsent, Step
from kintrace.registry.codes import REL
from kintrace.registry.models import Consent
from kintrace.web.strict import StrictForm

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
USUAL: Final = "norSTR_westAsiaDB"
CODE_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .+/_-]{0,39}")
NO_BLOOD: Final = frozenset(
    {"self", "unknown", "institution", "neighbour", "godparent_or_family_friend", "step_parent"}
)


class CaseForm(StrictForm):
    """Which case."""

    case = forms.CharField(label=_("Code of a request or of a child"), max_length=16)

    def clean_case(self) -> str:
        """Take the code as people say it; what is none leads nowhere."""
        code = read_code(self.cleaned_data["case"])
        if code is None:
            raise ValidationError(_("This is not the code of a case. Please look at it once more."))
        return code


class AnswerForm(StrictForm):
    """What whoever gave a sample answered."""

    given_by = forms.ChoiceField(label=_("Who agreed?"), choices=SampleConsent.By.choices)
    how = forms.ChoiceField(label=_("How?"), choices=Consent.How.choices)
    given_on = forms.DateField(label=_("On which day?"), widget=DAY)
    this_child = forms.BooleanField(label=_("May be compared with this child or this family"), required=False)
    all_children = forms.BooleanField(
        label=_("May be compared with all found children or all families"), required=False
    )
    keep_until = forms.DateField(
        label=_("To be destroyed after (empty: when the case is erased)"), widget=DAY, required=False
    )

    def agreed(self) -> Agreed:
        """Return the answers; what was not ticked is a no."""
        said = self.cleaned_data
        ticked = {"dna_compare_this_child": said["this_child"], "dna_compare_all": said["all_children"]}
        yes = frozenset(scope for scope, on in ticked.items() if on)
        return Agreed(said["given_by"], said["how"], said["given_on"], yes, said["keep_until"])


class SampleForm(AnswerForm):
    """A sample that was taken: of whom, when, and what they answered."""

    person = forms.CharField(max_length=20, widget=forms.HiddenInput)
    taken_on = forms.DateField(label=_("Taken on"), widget=DAY)
    minor = forms.BooleanField(label=_("Whoever gave it is a child"), required=False)
    field_order = ("person", "taken_on", "minor")

    def clean_taken_on(self) -> Any:  # noqa: ANN401  # a date, as Django gives it
        day = self.cleaned_data["taken_on"]
        if day > clock.today():
            raise ValidationError(_("This day has not come yet."))
        return day


class StepForm(StrictForm):
    """The next step of a sample: one that may follow."""

    step = forms.ChoiceField(label=_("What happened?"))
    on = forms.DateField(label=_("On which day?"), widget=DAY)

    def __init__(self, state: str, data: Mapping[str, Any] | None = None, **options: Any) -> None:  # noqa: ANN401  # Django's
        super().__init__(data, **options)
        field = self.fields["step"]
        if isinstance(field, forms.ChoiceField):
            steps = [(step.value, step.label) for step in NEXT[state] if step != Step.PROFILED]
            field.choices = [("", "—"), *steps]  # destroying is one of them: nothing is chosen beforehand


class FileForm(StrictForm):
    """A file of the laboratory."""

    file = forms.FileField(
        label=_("The laboratory's file"),
        help_text=_("A GeneMapper table, a CODIS file (CMF), a Familias case or a table with a row a sample."),
    )

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is not None and file.size > settings.LARGEST_LIST_BYTES:
            raise ValidationError(_("This file is larger than any laboratory's file should be."))
        return file


class RunForm(StrictForm):
    """What a file does not say by itself."""

    kit = forms.RegexField(CODE_NAME, label=_("Kit, if the file does not name it"), required=False)
    laboratory = forms.RegexField(CODE_NAME, label=_("Laboratory, if the file does not name it"), required=False)


class CompareForm(StrictForm):
    """Which child is set against which family, with which table of frequencies."""

    child = forms.CharField(label=_("Code of the registered child"), max_length=16)
    database = forms.ChoiceField(
        label=_("Table of frequencies"), choices=[(name, name) for name in shipped()], initial=USUAL
    )


class RelativeForm(StrictForm):
    """Who there is in the family."""

    kind = forms.ChoiceField(
        label=_("How are they related to the child?"),
        choices=[(code, word) for code, word in REL.choices() if code not in NO_BLOOD],
    )
    number = forms.IntegerField(min_value=1, max_value=50, widget=forms.HiddenInput)
    back = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)


class TwinsForm(StrictForm):
    """Two samples that are said to be of identical twins."""

    one = forms.CharField(max_length=16, widget=forms.HiddenInput)
    other = forms.CharField(max_length=16, widget=forms.HiddenInput)
