"""JSON in and out: a file that cannot be read is told in plain words, and one is written whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kintrace.cli.outcome import write_page
from kintrace.kernel.errors import UnusableData


def read_json(path: Path) -> Any:  # noqa: ANN401 - what a JSON file holds is checked by who asked for it
    """Read a document; raises UnusableData where it is not one."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except IsADirectoryError as error:
        raise UnusableData(f"{path}: this is a folder; name the file itself.") from error
    except OSError as error:
        raise UnusableData(f"{path} cannot be read: {error.strerror}. Check its name and its folder.") from error
    except json.JSONDecodeError as error:
        told = f"{path.name} is not JSON (line {error.lineno}, column {error.colno}: {error.msg})."
        raise UnusableData(f"{told} Save it again as JSON.") from error
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        raise UnusableData(f"{path.name} is not JSON written in UTF-8. Save it again as JSON.") from error


def write_json(path: Path, document: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Write a document, whole or not at all."""
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    write_page(path, text.encode("utf8", "replace").decode("utf8"))  # JSON may name half a character; a file cannot
