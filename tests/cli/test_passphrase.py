"""`kintrace serve` asks for the passphrase once; its processes get it, and no other program can read it."""

import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from kintrace.cli import serve
from tests.ports import free_port

PATIENCE_SECONDS = 120.0
PASSPHRASE = "six words drawn by chance alone"
SETTINGS = {"KINTRACE_KEYS": "", "DJANGO_SETTINGS_MODULE": "kintrace.config.settings"}


class Terminal:
    """A command at a terminal: what it said so far, and a keyboard."""

    def __init__(self, *words, home):
        self.keyboard, end = pty.openpty()
        command = [sys.executable, "-m", "kintrace.cli", *words]
        surroundings = os.environ | SETTINGS | {"KINTRACE_HOME": str(home)}
        surroundings.pop("KINTRACE_DATABASE", None)
        self.process = subprocess.Popen(
            command, env=surroundings, stdin=end, stdout=end, stderr=end, start_new_session=True
        )
        os.close(end)
        self.said = ""

    def until(self, words):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while words not in self.said and time.monotonic() < deadline:
            if select.select([self.keyboard], [], [], 0.2)[0]:
                try:
                    self.said += os.read(self.keyboard, 4096).decode(errors="replace")
                except OSError:  # it ended and hung up
                    break
        assert words in self.said, self.said

    def type(self, words):
        os.write(self.keyboard, f"{words}\n".encode())

    def end(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=PATIENCE_SECONDS)
        os.close(self.keyboard)


@pytest.fixture
def at_terminal(tmp_path, first_files):
    started = []
    home = shutil.copytree(first_files, tmp_path / "home")
    (home / "made-by-kintrace-demo").unlink()

    def start(*words):
        started.append(Terminal(*words, home=home))
        return started[-1]

    yield start
    for one in started:
        one.end()


def _answers(port):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://{serve.HOST}:{port}/sign-in/") as answer:
                return answer.status == 200
        except OSError:
            time.sleep(0.2)
    return False


def _family(process):
    """Return a process and all it started, as folders of /proc."""
    found, left = [], [process.pid]
    while left:
        number = left.pop()
        found.append(Path(f"/proc/{number}"))
        left += map(int, _readable(Path(f"/proc/{number}/task/{number}/children")).split())
    return found


def _readable(file):
    try:
        return file.read_bytes()
    except (PermissionError, FileNotFoundError, ProcessLookupError):  # closed to all but root, better still; or gone
        return b""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_the_passphrase_is_typed_once_and_stays_with_the_processes(at_terminal):
    port = free_port(2)
    site = at_terminal("serve", "--port", str(port), "--public-port", str(port + 1))
    site.until("New passphrase:")
    site.type(PASSPHRASE)
    site.until("Once more:")
    site.type(PASSPHRASE)
    assert _answers(port)
    family = _family(site.process)
    assert len(family) >= 5  # serve, gunicorn with two workers, the task worker
    shown = b"".join(_readable(folder / name) for folder in family for name in ("environ", "cmdline"))
    assert PASSPHRASE.encode() not in shown
    assert site.said.count("passphrase:") == 1


def test_a_wrong_passphrase_is_said_plainly(at_terminal):
    made = at_terminal("manage", "rotate_keys")
    for prompt in ("New passphrase:", "Once more:"):
        made.until(prompt)
        made.type(PASSPHRASE)
    made.until("the old one is destroyed")
    wrong = at_terminal("manage", "rotate_keys")
    wrong.until("Passphrase of the record:")
    wrong.type("another passphrase")
    wrong.until("This is not the passphrase of the record")
    assert "Traceback" not in wrong.said
