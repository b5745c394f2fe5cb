"""The public door as a WSGI application: a process of its own, which holds no key that opens anything."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from kintrace.config.unnamed import serve_unnamed

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kintrace.config.settings_public")
application = get_wsgi_application()
serve_unnamed()
