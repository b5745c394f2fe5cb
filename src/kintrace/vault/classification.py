"""What every column of ours holds, as declared in `classification.toml`: in the clear, or sealed under which key."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

CLASSES: Final = ("public", "sealed:case", "sealed:capsule", "sealed:card", "sealed:profile", "key")


@cache
def declared() -> dict[str, str]:
    """Return the class of every declared column, by "app.Model.column"."""
    tables = tomllib.loads(files(__package__).joinpath("classification.toml").read_text(encoding="utf8"))
    return {
        f"{app}.{model}.{column}": kind
        for app, models in tables.items()
        for model, kinds in models.items()
        for kind, columns in kinds.items()
        for column in columns
    }
