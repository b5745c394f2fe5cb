"""`kintrace serve` says what stands in its way, starts both processes, and stops both."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from kintrace.cli import serve
from kintrace.kernel.errors import WrongUse
from tests.ports import free_port

PATIENCE_SECONDS = 120.0


def test_a_taken_port_is_said_plainly():
    with socket.socket() as other:
        other.bind((serve.HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(WrongUse, match=f"Port {port} is taken.*choose another port"):
            serve.check_port(port)


def test_the_site_listens_on_this_machine_only():
    site, _ = serve.commands(8000)
    assert site[site.index("--bind") + 1] == "127.0.0.1:8000"


def test_it_serves_and_stops_with_everything_it_started(tmp_path, first_files):
    home = shutil.copytree(first_files, tmp_path / "home")
    (home / "made-by-kintrace-demo").unlink()
    mailbox = home / "mailbox" / "mailbox.sqlite3"
    mailbox.unlink()
    port = free_port(2)  # the public door takes the next one
    words = [sys.executable, "-m", "kintrace.cli", "serve", "--port", str(port)]
    key = tmp_path / "key"
    key.write_text("a passphrase in a file")
    key.chmod(0o400)
    surroundings = os.environ | {
        "KINTRACE_HOME": str(home),
        "KINTRACE_KEYS": f"file:{key}",
        "DJANGO_SETTINGS_MODULE": "kintrace.config.settings",
    }
    process = subprocess.Popen(words, env=surroundings, stderr=subprocess.PIPE)
    try:
        assert _answers(port, process)
    finally:
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0
    assert b"Stopped." in said
    assert mailbox.stat().st_size > 0
    assert re.search(f"Nobody may sign in yet.*KINTRACE_HOME={home} .*manage addstaff NAME", said.decode())
    serve.check_port(port)


def _answers(port, process):
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://{serve.HOST}:{port}/sign-in/") as answer:
                return answer.status == 200
        except OSError:
            time.sleep(0.1)
    return False


SECRETS = ("KINTRACE_KEYS", "KINTRACE_DATABASE", "PGPASSWORD", "CREDENTIALS_DIRECTORY", "SOME_PASSWORD_OF_TOMORROW")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what a process was told is read from Linux")
def test_c6_the_public_process_is_told_nothing_that_is_not_on_its_list(monkeypatch):
    for name in SECRETS:
        monkeypatch.setenv(name, "a canary in the surroundings")
    monkeypatch.setenv("KINTRACE_HOSTS", "letters.example")
    process = serve.start_public((sys.executable, "-c", "import time; time.sleep(60)"))
    try:
        held = _told(process)
    finally:
        process.kill()
        process.wait()
    assert b"canary" not in held
    names = {one.partition(b"=")[0].decode() for one in held.split(b"\0") if one}
    assert names <= {*serve.TOLD_THE_PUBLIC, "DJANGO_SETTINGS_MODULE"}
    assert {"KINTRACE_HOSTS", "DJANGO_SETTINGS_MODULE"} <= names


def _told(process):
    """Read what the kernel holds of a process's surroundings, once it has begun its own program."""
    place = Path(f"/proc/{process.pid}/environ")
    until = time.monotonic() + PATIENCE_SECONDS
    while b"DJANGO_SETTINGS_MODULE=" + serve.PUBLIC_SETTINGS.encode() not in (held := place.read_bytes()):
        assert time.monotonic() < until
        time.sleep(0.02)
    return held
