"""What would give the record away does not start (checklist J3)."""

import os
import subprocess
import sys

import pytest

from kintrace.config.dangers import debug_allowed, strong_key
from kintrace.kernel.errors import WrongUse


def test_j3_error_pages_that_show_the_record_are_for_a_demonstration_only(tmp_path):
    assert debug_allowed(tmp_path, wanted=False) is False
    with pytest.raises(WrongUse, match="Unset KINTRACE_DEBUG"):
        debug_allowed(tmp_path, wanted=True)
    (tmp_path / "made-by-kintrace-demo").touch()
    assert debug_allowed(tmp_path, wanted=True) is True


@pytest.mark.parametrize("key", ["changeme", "x" * 60, "django-insecure-" + "abcdefghij" * 6])
def test_j3_a_key_that_could_be_guessed_is_refused(key):
    with pytest.raises(WrongUse, match="Unset it"):
        strong_key(key)


def test_j3_django_has_nothing_to_warn_of_behind_tls(tmp_path):
    (tmp_path / "made-by-kintrace-demo").touch()
    cleared = {name: value for name, value in os.environ.items() if not name.startswith("KINTRACE_")}
    cleared.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # the browser tests set it for themselves
    named = {"KINTRACE_HOME": str(tmp_path), "KINTRACE_HTTPS": "1", "KINTRACE_KEYS": "demo"}
    words = (sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    settings = {"DJANGO_SETTINGS_MODULE": "kintrace.config.settings"}
    done = subprocess.run(words, env=cleared | named | settings, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
