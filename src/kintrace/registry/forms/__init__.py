"""What is asked on the pages of the record: how to narrow a list, a new case, and what is added to one."""

from kintrace.registry.forms.acts import (
    ConsentForm,
    DuplicateForm,
    EraseForm,
    FactForm,
    MoveForm,
    RelativeForm,
    RetractForm,
    SayForm,
    SightForm,
    WrongRelativeForm,
    WrongSightingForm,
)
from kintrace.registry.forms.lists import ANY, ChildrenFilter, Narrowing
from kintrace.registry.forms.opening import ChildForm, ContactForm, RequestForm

__all__ = [
    "ANY",
    "ChildForm",
    "ChildrenFilter",
    "ConsentForm",
    "ContactForm",
    "DuplicateForm",
    "EraseForm",
    "FactForm",
    "MoveForm",
    "Narrowing",
    "RelativeForm",
    "RequestForm",
    "RetractForm",
    "SayForm",
    "SightForm",
    "WrongRelativeForm",
    "WrongSightingForm",
]
