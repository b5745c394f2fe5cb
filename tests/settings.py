"""The settings of the staff site, over a home that is thrown away with the tests.

With TEST_DATABASE=postgresql the record lies in a PostgreSQL that is started for them.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests import postgresql

os.environ["KINTRACE_HOME"] = tempfile.mkdtemp(prefix="kintrace-tests-")
atexit.register(shutil.rmtree, os.environ["KINTRACE_HOME"], ignore_errors=True)

os.environ["KINTRACE_KEYS"] = "demo"
(Path(os.environ["KINTRACE_HOME"]) / "made-by-kintrace-demo").touch()

if postgresql.WANTED:
    os.environ["KINTRACE_DATABASE"] = postgresql.started()
else:
    os.environ.pop("KINTRACE_DATABASE", None)

from kintrace.config.settings import *  # noqa: E402, F403  # the home has to be named first
from kintrace.vault import passphrase  # noqa: E402  # likewise

passphrase.COST = passphrase.Cost(32, 1, 1)  # likewise: the real cost is tried where it is tested
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the cast signs in hundreds of times
NIGHT = None  # the suite may run at any hour; `tests/access/test_nights.py` sets one
TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
