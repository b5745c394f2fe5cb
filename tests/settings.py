"""The staff site as the tests start it: its own settings, with a home that is thrown away afterwards."""

import atexit
import os
import shutil
import tempfile

os.environ["KINTRACE_HOME"] = home = tempfile.mkdtemp(prefix="kintrace-tests-")
os.environ.pop("KINTRACE_DATABASE", None)
atexit.register(shutil.rmtree, home, ignore_errors=True)

from kintrace.config.settings import *  # noqa: E402, F403 - the home must be known before the settings are read

# The real one takes half a second on purpose, each time.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
