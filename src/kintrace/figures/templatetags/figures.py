"""`{% load figures %}`: a number or a range of two, the name of a method, its limits."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from kintrace.estimate import Method
from kintrace.estimate.drawing import label
from kintrace.figures import drawing
from kintrace.web import components

register = template.Library()


@register.simple_tag
def ranged(low: float, high: float) -> SafeString:
    """Write a number, or a range of two, in its own direction."""
    return components.number(drawing.ranged(low, high))


@register.simple_tag
def method_label(name: str) -> str:
    """Name a method."""
    return label(name, gettext)


@register.simple_tag
def limits(method: Method) -> SafeString:
    """Write the limits of a method; an end that is open stays open."""
    if method.hi is None:
        return components.number(f"{drawing.ranged(method.lo, method.lo)}\N{EN DASH}")
    return components.number(drawing.ranged(method.lo, method.hi))
