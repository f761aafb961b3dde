"""Settings of one installation; what differs between machines is PIRTTI_*."""

from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from pirtti.config import environment, sqlite

sqlite.use_fixed_sqlite()

HOME = environment.home()
SECRET_KEY = environment.secret_key(HOME)
DEBUG = environment.flag("PIRTTI_DEBUG")
DEMO = environment.demo(HOME)
TLS = environment.flag("PIRTTI_TLS")
INSTALLATION_NAME = environment.text("PIRTTI_NAME", "Pirtti")
PUBLIC_ADDRESS = environment.text("PIRTTI_ADDRESS").rstrip("/")
# Where the pages are while PIRTTI_ADDRESS is empty; `serve` tells its own port.
SERVED_AT = "http://127.0.0.1:8000"
TRUSTED_PROXIES = environment.number("PIRTTI_PROXIES", 0)
PAGE_CACHE_PAGES = environment.number("PIRTTI_PAGE_CACHE", 512)
ALLOWED_HOSTS = [
    host.strip()
    for host in environment.text("PIRTTI_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
]
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS] if PUBLIC_ADDRESS else []

# Which sites may show our calendars in a frame (only the pages made for that).
EMBED_ON = [
    site.strip() for site in environment.text("PIRTTI_EMBED").split(",") if site.strip()
]

# Whether a subscribed calendar may be on this machine itself; only tests say yes.
IMPORTS_MAY_READ_LOOPBACK = False
BACKUPS_KEPT = environment.number("PIRTTI_BACKUPS", 7)

INSTALLED_APPS = [
    "pirtti.config",
    "pirtti.core",
    "pirtti.people",
    "pirtti.post",
    "pirtti.network",
    "pirtti.calendar",
    "pirtti.visits",
    "pirtti.search",
    "pirtti.papers",
    "pirtti.presence",
    "pirtti.signups",
    "pirtti.proposals",
    "pirtti.planning",
    "pirtti.imports",
    "pirtti.notices",
    "pirtti.groups",
    "pirtti.founding",
    "pirtti.meetings",
    "pirtti.training",
    "pirtti.grants",
    "pirtti.courses",
    "pirtti.site",
    "pirtti.desk",
    "pirtti.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    # Keeps migrations in one line while developing; comes with the extra `dev`.
    *(["django_linear_migrations"] if find_spec("django_linear_migrations") else []),
]

MIDDLEWARE = [
    # Whole anonymous pages come from memory before anything else is woken up.
    "pirtti.site.page_cache.PageCache",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "pirtti.core.middleware.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pirtti.people.middleware.SignOutIdle",
    "pirtti.people.middleware.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "pirtti.people.middleware.SecondStepRequired",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pirtti.core.middleware.ContentPolicy",
    "allauth.account.middleware.AccountMiddleware",
    "pirtti.core.middleware.WayOn",
]

ROOT_URLCONF = "pirtti.config.urls"
WSGI_APPLICATION = "pirtti.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pirtti.core.context.page",
                "pirtti.desk.context.desk",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "pirtti.core.templatetags.ui",
                "pirtti.core.templatetags.once",
            ],
        },
    },
]
FORM_RENDERER = "pirtti.core.formrender.Renderer"

DATABASES = {
    "default": dj_database_url.parse(
        environment.text("DATABASE_URL", f"sqlite:///{HOME / 'pirtti.sqlite3'}"),
        conn_health_checks=True,
    )
}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # One thread serves one process: its connection stays open, as opening one and
    # running the PRAGMAs costs more than a page's reads (docs/decisions/0002).
    DATABASES["default"] |= {
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": False,
        "OPTIONS": sqlite.options(
            synchronous=environment.text("PIRTTI_SYNCHRONOUS", "FULL")
        ),
        # Tests use a file too: memory hides what locking does.
        "TEST": {"NAME": str(HOME / "test.sqlite3")},
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60}
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = (
        "-c statement_timeout=10000 -c lock_timeout=3000"
        " -c idle_in_transaction_session_timeout=15000"
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:today"
LOGOUT_REDIRECT_URL = "site:home"
ACCOUNT_ADAPTER = "pirtti.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_PREVENT_ENUMERATION = True
# Who mistyped the address may type it again while a code is awaited.
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Tries are limited by people.Brake, which all serving processes share.
ACCOUNT_RATE_LIMITS = False
ACCOUNT_FORMS = {
    "request_login_code": "pirtti.people.forms.SignInForm",
    "confirm_login_code": "pirtti.people.forms.CodeForm",
}
# A second step after that: an app's code or a recovery code (docs/decisions/0005).
MFA_ADAPTER = "pirtti.people.second_adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {"authenticate": "pirtti.people.second_forms.SecondStepForm"}
# The clock of a phone may be half a minute off.
MFA_TOTP_TOLERANCE = 1
SECOND_FACTOR = environment.choice("PIRTTI_SECOND_FACTOR", ("asked", "required"))
SECOND_FACTOR_JUDGE = "pirtti.network.access.should_have_second_step"

# Staff are signed out after 12 hours, or 2 idle ones (`reliability.md` row 43).
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_IDLE_SECONDS = int(timedelta(hours=2).total_seconds())
# Volunteers, who see no roles or contacts of others, stay a season (decisions/0005).
SESSION_SEASON_SECONDS = int(timedelta(days=120).total_seconds())
SESSION_SEASON_JUDGE = "pirtti.network.access.may_stay_a_season"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-pirtti" if TLS else "pirtti"
SESSION_COOKIE_SECURE = TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "__Host-pirtti-form" if TLS else "pirtti-form"
CSRF_COOKIE_SECURE = TLS
CSRF_FAILURE_VIEW = "pirtti.core.errors.form_expired"
LANGUAGE_COOKIE_NAME = "pirtti-language"
SECURE_SSL_REDIRECT = TLS
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = TLS
SECURE_REFERRER_POLICY = "same-origin"
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
# Languages that content may have besides those of the interface.
CONTENT_LANGUAGES = ["fi", "sv", "en"]
LOCALE_PATHS = [str(Path(__file__).parent.parent / "locale")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
MEDIA_URL = "media/"
MEDIA_ROOT = HOME / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_MANIFEST_STRICT = False

DEFAULT_FROM_EMAIL = environment.text("PIRTTI_EMAIL_FROM", "pirtti@pirtti.example")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
globals().update(environment.mail(environment.text("PIRTTI_EMAIL_URL")))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {message}", "style": "{"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
