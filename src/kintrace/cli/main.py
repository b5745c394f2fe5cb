"""Where `kintrace` begins, and how it ends.

It ends with 0 when done, 1 when the data could not be used, 2 when it was called wrongly and 3 for a defect of
ours. What went wrong is said on standard error in plain words; a defect leaves a reference and a file with its
details, never a traceback on the screen.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer
from typer.main import get_command

from kintrace import __version__
from kintrace.cli.commands import COMMANDS, Command
from kintrace.cli.mishap import in_plain_words, keep_details
from kintrace.kernel.errors import WrongUse

DONE, UNUSABLE, WRONG_USE, INTERNAL = 0, 1, 2, 3
STOPPED = 130  # what shells expect of a program that Ctrl-C ended


def run(words: Sequence[str] | None = None) -> NoReturn:
    """Carry out `words`, or what was typed, and end the process with its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an old console that lacks a letter shows a question mark for it
    sys.exit(outcome(sys.argv[1:] if words is None else words))


def outcome(words: Sequence[str]) -> int:
    """Carry out `words` and return the code to end with; what went wrong is said on standard error."""
    try:
        return _carry_out(words)
    except typer.Abort:
        return _say("Stopped. Nothing more was done.", STOPPED)
    except (WrongUse, typer.TyperException) as error:
        return _say(_wrong_use(error), WRONG_USE)
    except (BrokenPipeError, SystemExit) as ending:
        return _hang_up(ending)
    except Exception as error:  # noqa: BLE001 - the last net: nobody at a screen should meet a traceback
        plain = in_plain_words(error)
        return _say(keep_details(error, command=_called(words)), INTERNAL) if plain is None else _say(plain, UNUSABLE)


def _carry_out(words: Sequence[str]) -> int:
    code = get_command(_app(_called(words))).main(
        list(words) or ["--help"], prog_name="kintrace", standalone_mode=False
    )
    sys.stdout.flush()  # now, while somebody can still hear that it failed
    return code if isinstance(code, int) else DONE


def _called(words: Sequence[str]) -> str:
    named = {command.name for command in COMMANDS}
    return next((word for word in words if word in named), "")


def _app(called: str) -> typer.Typer:
    """Build the command line; only the command that is called is imported."""
    app = typer.Typer(add_completion=False, callback=_about)
    for command in COMMANDS:
        function = command.load() if command.name == called else _not_called
        app.command(
            command.name,
            short_help=command.does,
            epilog=f"Example: {command.example}".replace("[", r"\["),
            context_settings=_settings(command),
        )(function)
    return app


def _settings(command: Command) -> dict[str, bool]:
    return {"ignore_unknown_options": True, "allow_interspersed_args": False} if command.passes_on else {}


def _not_called() -> None:
    """Stand in for a command in the overview, so that it need not be imported."""


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it with the value of the option
    if wanted:
        typer.echo(f"kintrace {__version__}")
        raise typer.Exit


def _about(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Say which version this is.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Find the children whom families are looking for among the children who were found.

    Each command tells more with --help, and shows an example.
    """


def _wrong_use(error: WrongUse | typer.TyperException) -> str:
    if isinstance(error, WrongUse):
        return str(error)
    context = getattr(error, "ctx", None)
    where = context.command_path if context else "kintrace"
    return f"{error.format_message()}\nTo see how it is used: {where} --help"


def _say(words: str, code: int) -> int:
    typer.echo(words, err=True)
    return code


def _hang_up(ending: BrokenPipeError | SystemExit) -> int:
    """End quietly where whoever was reading has gone (`kintrace … | head`): there is nobody to tell."""
    if isinstance(ending, SystemExit) and not isinstance(ending.__context__, BrokenPipeError):
        raise ending
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE
