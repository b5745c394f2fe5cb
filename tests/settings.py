"""The settings of the staff site, over a home that is thrown away with the tests."""

import atexit
import os
import shutil
import tempfile

os.environ["KINTRACE_HOME"] = tempfile.mkdtemp(prefix="kintrace-tests-")
atexit.register(shutil.rmtree, os.environ["KINTRACE_HOME"], ignore_errors=True)

from kintrace.config.settings import *  # noqa: E402, F403  # the home has to be named first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the cast signs in hundreds of times
TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
