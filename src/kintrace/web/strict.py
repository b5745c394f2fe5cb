"""Forms that take what they ask for and nothing else: a field nobody asked for is refused, and named.

Whoever sends `role=administrator` along with a language is told so, instead of being half listened to.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.utils.translation import gettext as _

# What a page may send beside the fields of its form: Django's own mark, and the page of a list.
BESIDE = frozenset({"csrfmiddlewaretoken", "page"})


class UnknownField(BadRequest):
    """Something was sent that the form never asked for; the text names it and is fit to show."""


class Strict:
    """Comes before `Form` among the bases of every form; raises UnknownField as soon as the form is looked at."""

    beside: frozenset[str] = frozenset()

    def full_clean(self) -> None:
        refuse_unknown(self)
        super().full_clean()  # type: ignore[misc]  # the form beside this class has it


class StrictForm(Strict, forms.Form):
    """A form that names what it does not know."""


class NoFields(StrictForm):
    """What a bare button sends: nothing."""


def refuse_unknown(form: Any) -> None:  # noqa: ANN401  # any form of Django, which types none of this
    """Raise UnknownField for the first field that was sent and not asked for."""
    if not form.is_bound:
        return
    known = {form.add_prefix(name) for name in form.fields} | BESIDE | form.beside
    known |= {field.html_initial_name for field in form if field.field.show_hidden_initial}
    for name in (*form.data, *form.files):
        if name not in known:
            raise UnknownField(_("This form has no field called %(field)s.") % {"field": repr(name[:60])})
