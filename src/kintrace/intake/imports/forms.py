"""The form one list is uploaded with."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from kintrace.access.models import User
from kintrace.access.permissions import allowed
from kintrace.registry.actions import Given
from kintrace.registry.grounds import LIST_BASIS, LIST_ORIGIN
from kintrace.registry.models import Side
from kintrace.registry.permissions import ADD
from kintrace.web.strict import StrictForm

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")

type Files = MultiValueDict[str, UploadedFile[bytes]] | None


class UploadForm(StrictForm):
    """Which list, of whom, under what name."""

    token = forms.UUIDField(required=False, initial=uuid.uuid4, widget=forms.HiddenInput)
    side = forms.ChoiceField(label=_("Who is in this list?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("The list"),
        help_text=_("A spreadsheet (XLSX, ODS) or a CSV file of at most 15 MB. One row is one child."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )
    list_name = forms.CharField(
        label=_("What do you call this list?"),
        help_text=_("A list of the same name again updates what was entered before. Empty: the name of the file."),
        max_length=100,
        required=False,
    )

    came_from = forms.ChoiceField(
        label=_("Where does this list come from?"), choices=[("", "—"), *LIST_ORIGIN.choices()]
    )
    basis = forms.ChoiceField(
        label=_("Why may we have it?"),
        help_text=_("It is shown with every case of this list, for whoever is asked one day why we know of it."),
        choices=[("", "—"), *LIST_BASIS.choices()],
    )
    given_by = forms.CharField(
        label=_("Who gave it to us, and on what paper?"),
        help_text=_("The organisation, with the date or number of the agreement. No private persons. It is sealed."),
        max_length=200,
        required=False,
    )

    def __init__(self, viewer: User, data: Mapping[str, Any] | None = None, files: Files = None) -> None:
        super().__init__(data, files)
        sides = [(side.value, side.label) for side in Side if allowed(viewer, ADD[side])]
        field = self.fields["side"]
        if isinstance(field, forms.ChoiceField):
            field.choices = sides
            field.initial = sides[0][0] if sides else None

    def given(self) -> Given:
        """Return how the list came to us."""
        said = self.cleaned_data
        return Given(said["came_from"], said["basis"], said["given_by"].strip())

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is not None and file.size > settings.LARGEST_LIST_BYTES:
            raise forms.ValidationError(_("This file is larger than 15 MB. Please split the list into several."))
        if Path(file.name or "").suffix.lower() not in SUFFIXES:
            raise forms.ValidationError(_("This is neither a CSV file nor a spreadsheet. Please choose another file."))
        return file
