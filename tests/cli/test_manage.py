"""`kintrace manage` is Django's own, over the record of this office."""

import os
import subprocess
import sys


def managed(*words, home):
    command = [sys.executable, "-m", "kintrace.cli", "manage", *words]
    surroundings = os.environ | {"KINTRACE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "kintrace.config.settings"}
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)


def test_it_carries_out_a_command_and_keeps_what_it_makes_private(tmp_path):
    done = managed("migrate", "sessions", "--verbosity", "0", home=tmp_path / "office")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "office" / "kintrace.sqlite3").stat().st_size > 0
    assert (tmp_path / "office" / "kintrace.sqlite3").stat().st_mode & 0o077 == 0


def test_what_django_refuses_is_said_without_a_traceback(tmp_path):
    done = managed("addstaff", "fatima", home=tmp_path)
    assert done.returncode == 2
    assert "--role" in done.stderr
    assert "Traceback" not in done.stderr
