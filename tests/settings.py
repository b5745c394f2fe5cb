"""The settings of the staff site, over a home that is thrown away with the tests."""

import os
import tempfile

os.environ["KINTRACE_HOME"] = tempfile.mkdtemp(prefix="kintrace-tests-")

from kintrace.config.settings import *  # noqa: F403  # the home has to be named first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the cast signs in hundreds of times
TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
