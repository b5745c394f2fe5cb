"""The staff site as a WSGI application, its keys unlocked before it answers anybody."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kintrace.config.settings")
application = get_wsgi_application()

from django.db import connections  # noqa: E402  # Django is only there now

from kintrace.config.unnamed import serve_unnamed  # noqa: E402  # likewise
from kintrace.vault.keys import unlocked  # noqa: E402  # likewise

serve_unnamed()
unlocked()
connections.close_all()  # the processes that are forked from here open their own
