"""Settings of the public door. It has one database, the mailbox, and neither sessions, accounts nor cookies.

KINTRACE_HOME        folder that holds the mailbox's own, where KINTRACE_MAILBOX is not set
KINTRACE_MAILBOX     path of the mailbox, as the staff side knows it (default: mailbox/mailbox.sqlite3 in the home)
KINTRACE_HOSTS       names the site answers to (default 127.0.0.1,localhost)
KINTRACE_HTTPS       set to 1 behind a TLS proxy

Nothing here imports the settings of the staff site, and no setting names a key or the record.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from django.utils.csp import CSP
from environs import Env

from kintrace.config.mailbox import mailbox

env = Env()
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = False
SECRET_KEY = secrets.token_urlsafe(64)  # nothing is signed that outlives the process
ALLOWED_HOSTS = env.list("KINTRACE_HOSTS", ["127.0.0.1", "localhost"])
HTTPS = env.bool("KINTRACE_HTTPS", default=False)

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "kintrace.web",
    "kintrace.intake.mailbox",
    "kintrace.intake.portal",
]
MIDDLEWARE = [
    "kintrace.web.middleware.nothing_is_kept",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "kintrace.web.middleware.wrong_way_in_words",
]
ROOT_URLCONF = "kintrace.config.urls_public"
WSGI_APPLICATION = "kintrace.config.wsgi_public.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.i18n"]},
    },
]

# Without a default database nothing but the mailbox can be written to, by anybody's mistake.
DATABASES = {"default": {}, "mailbox": mailbox(env)}
DATABASE_ROUTERS = ["kintrace.intake.mailbox.router.MailApart"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Nobody signs in here and no cookie is set, so there is nothing that a forged form could make use of.
SILENCED_SYSTEM_CHECKS = ["security.W003"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
FILE_UPLOAD_HANDLERS: list[str] = []  # there is no field for a file

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский"), ("ar", "العربية")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_AUTOREFRESH = False

# What went wrong is said without saying in whose request: no address, no body, no path.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": True,
    "formatters": {
        "line": {"class": "kintrace.web.logs.Wordless", "format": "{levelname} {name}", "style": "{"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "ERROR"},
}
