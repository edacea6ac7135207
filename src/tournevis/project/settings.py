"""Settings of an installation: safe by default, changed only by the environment (see docs/production.md)."""

from __future__ import annotations

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from tournevis.project.environment import data_folder, database, database_url, flag, secret_key, words

PACKAGE = Path(__file__).resolve().parent.parent
DATA = data_folder()

DEBUG = flag("TOURNEVIS_DEBUG")
SECRET_KEY = secret_key(DATA)
# Opens what is sealed in the database; kept apart from it, and from its backups.
KEYS_FILE = Path(os.environ.get("TOURNEVIS_KEYS") or DATA / "keys.json")
ALLOWED_HOSTS = words("TOURNEVIS_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = words("TOURNEVIS_TRUSTED_ORIGINS")
PROXIES = words("TOURNEVIS_PROXIES")
# Hosts and networks inside that an address which somebody typed may lead to (see outbox.reaching).
REACHABLE = words("TOURNEVIS_REACHABLE")

GROUND = ["vault", "people", "signon", "files", "outbox", "search", "knowledge", "assets"]
ROOMS = [*GROUND, "desk", "diagnosis", "authoring", "operations", "workbench", "portal", "api", "project"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "rules",
    *(f"tournevis.{room}" for room in ROOMS),
]

MIDDLEWARE = [
    "tournevis.project.proxy.BehindProxy",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads at random and CSRF tokens are masked, against BREACH
    "tournevis.project.security.ContentSecurity",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tournevis.people.acting.Acting",
    "tournevis.signon.visits.Seen",
    "tournevis.signon.visits.SetUpFirst",
    "tournevis.project.language.UserLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tournevis.api.gate.Gate",
]

ROOT_URLCONF = "tournevis.project.urls"
WSGI_APPLICATION = "tournevis.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tournevis.project.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "tournevis.project.templatetags.ui"],
        },
    },
]
FORM_RENDERER = "tournevis.project.forms.Renderer"

_URL, APPLICATION_ROLE = database_url()
DATABASES = {"default": database(_URL, DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["rules.permissions.ObjectPermissionBackend", "tournevis.people.backends.Accounts"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "tournevis.signon.passwords.CommonPassword"},
    {"NAME": "tournevis.signon.passwords.StolenPassword"},
]
# A file of stolen passwords' digests, in order (see docs/sign-on.md), and the service asked where a setting allows it.
STOLEN_PASSWORDS = os.environ.get("TOURNEVIS_STOLEN_PASSWORDS", "")
STOLEN_PASSWORDS_SERVICE = os.environ.get("TOURNEVIS_STOLEN_PASSWORDS_SERVICE", "https://api.pwnedpasswords.com/range/")
LOGIN_URL = "/account/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/account/sign-in/"

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
TIME_ZONE = os.environ.get("TOURNEVIS_TIME_ZONE", "Europe/Paris")
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = DATA / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Requests that one key for programs may send in a minute.
API_RATE = int(os.environ.get("TOURNEVIS_API_RATE") or 600)

# Behind a proxy that speaks TLS, TOURNEVIS_HTTPS=1 makes cookies travel over TLS only.
HTTPS = flag("TOURNEVIS_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
if HTTPS:  # A browser takes a cookie of such a name from this host alone, over TLS.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    LANGUAGE_COOKIE_NAME = "__Host-language"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SESSION_ENGINE = "tournevis.signon.sessions"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DEFAULT_EXCEPTION_REPORTER_FILTER = "tournevis.project.reporting.Discreet"
CSRF_FAILURE_VIEW = "tournevis.project.views.csrf_failure"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("TOURNEVIS_LOG_LEVEL", "WARNING")},
}
