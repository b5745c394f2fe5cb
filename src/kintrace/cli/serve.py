"""`kintrace serve`: the staff site, its background worker and the public door, started and stopped together.

The public door is a process of its own that is told neither where the keys come from nor where the record is.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Annotated, Final

import typer

from kintrace.cli.called import as_called
from kintrace.cli.manage import SETTINGS, manage
from kintrace.cli.occupied import occupied
from kintrace.kernel.errors import KintraceError, WrongUse
from kintrace.vault.demo import is_demo
from kintrace.vault.secret import Secret

HOST = "127.0.0.1"  # the staff site is for this machine, or for a proxy that speaks TLS on it
PORT = 8000
GRACE_SECONDS = 10.0
LOOK_SECONDS = 0.2

PUBLIC_SETTINGS = "kintrace.config.settings_public"
# What the public door may be told, by name; of everything else that is set on this machine it learns nothing.
TOLD_THE_PUBLIC: Final = (
    *("KINTRACE_HOME", "KINTRACE_MAILBOX", "KINTRACE_HOSTS", "KINTRACE_HTTPS"),
    *("PATH", "HOME", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "SYSTEMROOT"),
    *("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "LD_LIBRARY_PATH"),
)

type Process = subprocess.Popen[bytes]


class StoppedByItself(KintraceError):
    """One of the processes ended although nobody asked it to."""


def command(
    *,
    port: Annotated[int, typer.Option(metavar="N", help="The port of the staff site.", min=1, max=65535)] = PORT,
    public_port: Annotated[
        int | None, typer.Option(metavar="N", help="The port of the public door (default: the next one).", max=65535)
    ] = None,
    no_public: Annotated[bool, typer.Option("--no-public", help="The public door stands on another machine.")] = False,
) -> None:
    """Start the staff site, its worker and the public door; Ctrl-C stops them all."""
    home = Path(os.environ.get("KINTRACE_HOME", ""))
    with occupied(home) if is_demo(home) else contextlib.nullcontext():
        serve(port, public_port=None if no_public else public_port or port + 1)


def serve(port: int = PORT, *, public_port: int | None = None) -> None:
    """Bring the databases up to date and serve until Ctrl-C or SIGTERM; raises WrongUse where a port is taken."""
    check_port(port)
    if public_port is not None:
        check_port(public_port)
    manage(["migrate", "--verbosity", "0"])
    _give_up_interrupted()
    _begin_what_comes_back()
    _say_if_nobody_may_sign_in()
    typer.echo(f"The staff site is at http://{HOST}:{port}/ (Ctrl-C stops it).", err=True)
    if public_port is not None:
        typer.echo(f"The public door is at http://{HOST}:{public_port}/.", err=True)
    with _stopping_kindly(), _all(port, public_port, _secret()) as processes:
        while all(process.poll() is None for process in processes):
            time.sleep(LOOK_SECONDS)
        raise StoppedByItself("One of the processes stopped by itself. The lines above say why.")


def check_port(port: int) -> None:
    """Raise WrongUse where something else already listens on the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise WrongUse(
                f"Port {port} is taken: something else on this machine listens there, perhaps another kintrace. "
                f"Stop it, or choose another port, for example: {as_called()} serve --port {port + 10}"
            ) from error


def _give_up_interrupted() -> None:
    from kintrace.tracing.actions import give_up_interrupted  # noqa: PLC0415  # Django is only there since `migrate`
    from kintrace.tracing.snapshots import give_up_interrupted_counts  # noqa: PLC0415  # likewise

    give_up_interrupted()
    give_up_interrupted_counts()


def _begin_what_comes_back() -> None:
    from kintrace.access import repeating  # noqa: PLC0415  # likewise
    from kintrace.intake.letters.tasks import fetch_letters  # noqa: PLC0415  # likewise
    from kintrace.laboratory.tasks import destroy_overdue_samples  # noqa: PLC0415  # likewise

    for task in (fetch_letters, destroy_overdue_samples):
        repeating.begin(task)


def _say_if_nobody_may_sign_in() -> None:
    from kintrace.access.models import User  # noqa: PLC0415  # likewise

    if not User.objects.exists():
        home = os.environ.get("KINTRACE_HOME")
        words = f"{f'KINTRACE_HOME={home} ' if home else ''}{as_called()} manage addstaff NAME --role supervisor"
        typer.echo(f"Nobody may sign in yet. Add the first member of staff in another terminal: {words}", err=True)


def commands(port: int) -> tuple[Sequence[str], Sequence[str]]:
    """Return how the site and the worker are started."""
    # Preloaded, the keys are unlocked once, and every process that is forked has them.
    site = (*_gunicorn("kintrace.config.wsgi_staff", port), "--workers", "2", "--threads", "2", "--preload")
    worker = (sys.executable, "-m", "django", "db_worker", "--interval", "0.5", "--no-startup-delay", "-v", "0")
    return site, worker


def public_command(port: int) -> Sequence[str]:
    """Return how the public door is started."""
    return (*_gunicorn("kintrace.config.wsgi_public", port), "--workers", "1", "--threads", "4")


def _gunicorn(module: str, port: int) -> Sequence[str]:
    return (
        *(sys.executable, "-m", "gunicorn", f"{module}:application", "--bind", f"{HOST}:{port}", "--timeout", "120"),
        *("--log-level", "warning", "--worker-tmp-dir", _memory_folder()),
    )


def _memory_folder() -> str:
    """Return where gunicorn's heartbeat files cost no disk."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else "/tmp"  # noqa: S108  # empty files, opened and unlinked  # nosec B108


@contextlib.contextmanager
def _all(port: int, public_port: int | None, secret: Secret | None) -> Iterator[list[Process]]:
    """Run the site, the worker and the public door; on leaving, ask all to stop and wait for them."""
    processes: list[Process] = []
    try:
        processes.extend(start(words, secret) for words in commands(port))
        if public_port is not None:
            processes.append(start_public(public_command(public_port)))
        yield processes
    finally:
        _stop(processes)


def start(words: Sequence[str], secret: Secret | None) -> Process:
    """Start a process of the site; a passphrase goes to it through a pipe, where no other program can read it."""
    surroundings = os.environ | {"DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", SETTINGS)}
    if secret is None:
        return subprocess.Popen(words, env=surroundings, start_new_session=True)  # noqa: S603  # our own words
    out, into = os.pipe()
    with os.fdopen(into, "wb") as pipe:
        pipe.write(secret.reveal())  # a pipe holds this much before anybody reads
    surroundings["KINTRACE_KEYS"] = f"pipe:{out}"
    try:
        # In a session of its own, Ctrl-C reaches each of them once, from us.
        return subprocess.Popen(words, env=surroundings, start_new_session=True, pass_fds=[out])  # noqa: S603  # likewise
    finally:
        os.close(out)


def start_public(words: Sequence[str]) -> Process:
    """Start the public door, which is told what it needs and nothing of the record."""
    told = {name: os.environ[name] for name in TOLD_THE_PUBLIC if name in os.environ}
    surroundings = told | {"DJANGO_SETTINGS_MODULE": PUBLIC_SETTINGS}
    return subprocess.Popen(words, env=surroundings, start_new_session=True)  # noqa: S603  # our own words


def _secret() -> Secret | None:
    """Unlock the record; return the passphrase where it was typed and the processes cannot find it themselves."""
    from django.conf import settings  # noqa: PLC0415  # likewise

    from kintrace.vault import keys  # noqa: PLC0415  # likewise

    secret = keys.to_hand_over()
    return None if settings.KEYS else secret


def _stop(processes: Sequence[Process]) -> None:
    for process in processes:
        process.terminate()
    until = time.monotonic() + GRACE_SECONDS
    for process in processes:
        try:
            process.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()  # a run of the matching may be in the middle; it is carried out anew when asked for again
            process.wait()


@contextlib.contextmanager
def _stopping_kindly() -> Iterator[None]:
    """Take Ctrl-C and SIGTERM as the wish to stop, which is no error."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        typer.echo("Stopped.", err=True)
    finally:
        signal.signal(signal.SIGTERM, before)
