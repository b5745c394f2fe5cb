"""The whole policy, spelled out: role x permission x sensitivity x membership x office, under the full policy.

    python -m tests.access.matrix      writes tests/access/matrix.txt anew, to be read before it is committed

One line is one permission for one role. Each group of six letters is one level of sensitivity, from counts to sealed:
works on the case in the same office, in another, in none; does not work on it in the same office, in another, in none.
"""

from itertools import product
from pathlib import Path
from unittest.mock import patch

# ruff: noqa: PLC0415 - as a script, it sets Django up before it asks it anything

GOLDEN = Path(__file__).with_name("matrix.txt")
OFFICES = {"same": 1, "other": 2, "none": None}


def cells(*, chosen=None, roles=None):
    """Yield each question, as what the policy is asked, and its answer; of some permissions and roles, or of all."""
    from kintrace.access import permissions
    from kintrace.access.models import Role, Sensitivity, User

    case = permissions.UUID(int=1)
    for permission, role in product(chosen or permissions.rules(), roles or Role):
        viewer = User(username="x", role=role, office_id=1)
        viewer._state.fields_cache["office"] = permissions.User.office.field.related_model(pk=1, code="O-2222A-X")
        for member in (True, False):
            with patch.object(permissions, "works_on", return_value=member):
                answers = {
                    (permission, role, level, member, office): permissions.allowed(
                        viewer, permission, case=permissions.Case(case, number), level=level
                    )
                    for level, (office, number) in product(Sensitivity, OFFICES.items())
                }
            yield from answers.items()


def spelled_out(**which):
    lines = {}
    for (permission, role, level, _, _), answer in cells(**which):
        groups = lines.setdefault(f"{permission} {role}", [""] * 4)
        groups[level] += "y" if answer else "."
    return "".join(f"{line} {' '.join(groups)}\n" for line, groups in lines.items())


def agreed(*, chosen="", role=""):
    """Return what was read and agreed, of one permission or one role, or all of it."""
    lines = GOLDEN.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if chosen in ("", line.split()[0]) and role in ("", line.split()[1]))


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    GOLDEN.write_text(spelled_out(), encoding="utf-8")
