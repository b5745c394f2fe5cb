"""Why each thing is asked that could endanger somebody: what an operator reads aloud, or a relative reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

_PARENT = _(
    "Why we ask: many children bear one name, and a parent's name tells them apart. Nothing else is asked of it."
)
_ALSO_CALLED = _(
    "Why we ask: in a camp a parent is often known by another name only. It says nothing about the parent."
)

WHY: Final[Mapping[str, Any]] = {  # lazy texts, by the name of the field
    "name": _("Why we ask: it is what lists are searched for. Any name the child answers to will do."),
    "alias": _("Why we ask: some only ever heard the child called so."),
    "father_name": _PARENT,
    "mother_name": _PARENT,
    "father_alias": _ALSO_CALLED,
    "mother_alias": _ALSO_CALLED,
    "siblings": _("Why we ask: brothers and sisters are often in one place. One found child can lead to the others."),
    "languages": _("Why we ask: what a child speaks, or spoke, stays when names are lost."),
    "origin": _(
        "Why we ask: a home town tells families of one name apart. Nobody is asked to which people they belong."
    ),
    "birth_place": _("Why we ask: it decides which papers the child may have."),
    "last_place": _("Why we ask: it tells in which lists to look. The town or the village is enough."),
    "last_date": _("Why we ask: it tells which lists are old. The year is enough; how they know is not asked."),
    "marks": _("Why we ask: close kin know a scar or a birthmark for certain. Only what they wish to tell."),
    "relation": _(
        "Why we ask: it decides which papers, and whose sample, can prove the kinship later. No name is asked."
    ),
    "place": _(
        "Why we ask: several tellings together show where to look. The very place, and with whom, is sealed "
        "on the page of the case, to those who work on it."
    ),
    "value": _(
        "Only what helps to find this child or to know it again. What anybody is blamed for is not written down."
    ),
    "note": _("Only what happened to the child, and what somebody has to do now. No names of others."),
}
