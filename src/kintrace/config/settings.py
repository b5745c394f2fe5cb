"""Settings of the staff site. What an office may change comes from the environment; the rest is decided here.

KINTRACE_HOME        folder of the record (default ~/.local/share/kintrace)
KINTRACE_DATABASE    path of the SQLite file, or postgresql://user:password@host/name (default: a file in the home)
KINTRACE_MAILBOX     path of the mailbox that the public door shares with the staff (default: a file in the home)
KINTRACE_SECRET_KEY  signs sessions and forms (default: drawn on the first start, kept in the home)
KINTRACE_KEYS        where the secret comes from that unlocks the record (default: the passphrase is asked for)
KINTRACE_LABORATORY_KEYS  file:/path of a secret of its own for the laboratory (default: that of the record)
KINTRACE_HOSTS       names the site answers to (default 127.0.0.1,localhost)
KINTRACE_POLICY      full: everybody has one role; small: in an office of six, one person may hold several
KINTRACE_NIGHT       22-6: whoever opens what is sealed between these hours is told about; none: nobody is
KINTRACE_ZONE        the clock that the night goes by, like Europe/Moscow (default: the clock of the machine)
KINTRACE_HTTPS       set to 1 behind a TLS proxy: cookies then travel over TLS only
KINTRACE_LETTERS_KEPT_DAYS  for how many days a letter is kept after it was read (default 180)
KINTRACE_DEBUG       set to 1 while developing, never with the record of real people

`docs/reference/settings.md` tells more of each.
"""

from __future__ import annotations

from pathlib import Path

from django.utils.csp import CSP
from environs import Env

from kintrace.config.dangers import debug_allowed, strong_key
from kintrace.config.home import DEFAULT, open_home, secret_of
from kintrace.config.hours import night_named, zone_named
from kintrace.config.mailbox import mailbox
from kintrace.config.policy import policy_named
from kintrace.config.promises import hold_to_promises
from kintrace.config.storage import databases

env = Env()
PACKAGE = Path(__file__).resolve().parent.parent
HOME = open_home(env.path("KINTRACE_HOME", DEFAULT))

DEBUG = debug_allowed(HOME, wanted=env.bool("KINTRACE_DEBUG", default=False))
SECRET_KEY = strong_key(env.str("KINTRACE_SECRET_KEY", default="") or secret_of(HOME))
ALLOWED_HOSTS = env.list("KINTRACE_HOSTS", ["127.0.0.1", "localhost"])
HTTPS = env.bool("KINTRACE_HTTPS", default=False)
NIGHT, NIGHT_ZONE = night_named(env.str("KINTRACE_NIGHT", default="22-6")), zone_named(env.str("KINTRACE_ZONE", ""))
POLICY = policy_named(env.str("KINTRACE_POLICY", default="full"))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_tasks_db",
    "allauth.account",  # the second factor stands on it; none of its pages is served
    "allauth.mfa",
    "kintrace.web",
    "kintrace.vault",
    "kintrace.access",
    "kintrace.registry",
    "kintrace.tracing",
    "kintrace.exchange",
    "kintrace.casework",
    "kintrace.figures",
    "kintrace.laboratory",
    "kintrace.intake.imports",
    "kintrace.intake.letters",
    "kintrace.intake.mailbox",
]
MIDDLEWARE = [
    "kintrace.web.middleware.nothing_is_kept",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kintrace.access.sessions.limited",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kintrace.access.middleware.own_language",
    "kintrace.web.middleware.wrong_way_in_words",
    "kintrace.access.middleware.every_view_declares_its_permission",
]
ROOT_URLCONF = "kintrace.config.urls_staff"
WSGI_APPLICATION = "kintrace.config.wsgi_staff.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kintrace.access.context.allowed_to",
            ],
        },
    },
]

# Keys and laboratory lie in databases of their own, so that the record can be copied, and backed up, without them.
DATABASES = databases(env.str("KINTRACE_DATABASE", default=""), HOME) | {"mailbox": mailbox(env)}
hold_to_promises()
DATABASE_ROUTERS = ["kintrace.intake.mailbox.router.MailApart", "kintrace.vault.router.KeysApart"]
KEYS = env.str("KINTRACE_KEYS", default="")
VAULT_PROVIDER = "kintrace.config.keys.provide"
LABORATORY_KEYS = env.str("KINTRACE_LABORATORY_KEYS", default="")
LABORATORY_PROVIDER = "kintrace.config.keys.provide_for_laboratory"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["kintrace.access.sessions.StaffBackend"]
MFA_ADAPTER = "kintrace.access.mfa.SealedFactors"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "kintrace"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute wrong
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "access:sign_in"
LOGIN_REDIRECT_URL = "tracing:today"
LOGOUT_REDIRECT_URL = "access:sign_in"

SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True  # thirty minutes without a page sign out; every page starts them anew
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
# The names beside this one, and a list inside every browser, are for whoever owns the domain to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# Under "no-referrer" a browser sends forms with "Origin: null", and Django refuses every one of them.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "script-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

FILE_UPLOAD_TEMP_DIR = HOME / "uploads"  # never the shared temporary folder of the machine
FILE_UPLOAD_PERMISSIONS = 0o600
LARGEST_LIST_BYTES = 15 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * LARGEST_LIST_BYTES
RETENTION_MONTHS = env.int("KINTRACE_RETENTION_MONTHS", default=24)  # a closed case is then proposed for erasure
LETTERS_KEPT_DAYS = env.int("KINTRACE_LETTERS_KEPT_DAYS", default=180)  # a letter that was read is then erased
FILE_UPLOAD_HANDLERS = [
    "kintrace.config.uploads.Capped",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",  # a list never lies on the disk unsealed
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский"), ("ar", "العربية")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True  # the stylesheet is served from the package itself: nothing to collect first
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_AUTOREFRESH = DEBUG

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "kintrace.web.logs.Wordless",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
