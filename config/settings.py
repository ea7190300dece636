"""All settings, from the environment, in one file. docs/operations.md lists every variable."""

from pathlib import Path
from urllib.parse import quote
from zoneinfo import available_timezones

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config import env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DENOISE_DATA_DIR", str(BASE_DIR / ".data"))).expanduser().resolve()

DEBUG = env.boolean("DEBUG", False)
HTTPS = env.boolean("HTTPS", False)
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", LOCAL_HOSTS)

# `make run` writes the key file. Without either, only tests and commands run: the web process refuses (denoise.E001).
SECRET_KEY_FILE = DATA_DIR / "secret-key"
INSECURE_SECRET_KEY = "insecure-key-for-tests-and-one-off-commands-only"
SECRET_KEY = env.text("SECRET_KEY") or (
    SECRET_KEY_FILE.read_text().strip() if SECRET_KEY_FILE.is_file() else INSECURE_SECRET_KEY
)

DEMO_ACCOUNTS = env.boolean("DENOISE_DEMO_ACCOUNTS", True)
DEMO_ACCOUNTS_FILE = DATA_DIR / "demo-accounts.txt"

INSTALLED_APPS = [
    "config",  # first: its templates replace those of the packages below
    "quizzes",
    "grader",
    "content",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Compressed pages could give secrets away by their length (BREACH). Not here: what another site has a visitor fetch
    # comes without the session, whose cookie is SameSite=Lax; CSRF tokens are masked anew; and Django pads at random.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.second_factor.StaffSecondFactor",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
            ]
        },
    }
]

# -- Database: SQLite in WAL by default, PostgreSQL by DATABASE_URL.

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",  # take the write lock at BEGIN: a deferred upgrade fails at once under load
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
DATABASE_URL = env.url(
    "DATABASE_URL", ["postgres", "postgresql", "sqlite"], "postgres://user:password@127.0.0.1:5432/denoise"
)
DATABASES: dict[str, dict] = {
    "default": environ.Env.db_url_config(DATABASE_URL)
    if DATABASE_URL
    else {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "db.sqlite3"}
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# Rate limits count in the cache, and every web process has to see one count: so the database holds it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entries",
        "OPTIONS": {"MAX_ENTRIES": 50_000},  # past it a third is dropped, counts among them
    }
}

# -- Broker: the embedded Valkey of `make run` listens on this socket; a real Redis by REDIS_URL.

BROKER_SOCKET = DATA_DIR / "broker.sock"
REDIS_URL = env.url("REDIS_URL", ["redis", "rediss", "redis+socket"], "redis://127.0.0.1:6379/0")
CELERY_BROKER_URL = REDIS_URL or f"redis+socket://{quote(str(BROKER_SOCKET))}"
CELERY_TASK_DEFAULT_QUEUE = env.text("DENOISE_QUEUE", "denoise")  # two sites may share one Redis
# A submission's row says whether it is judged, so a message need not be kept until then; and a worker that holds one
# unacknowledged when the broker goes away crashes over it (Celery 5.7).
CELERY_TASK_ACKS_LATE = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 60
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_PROC_ALIVE_TIMEOUT = 60  # a worker process imports torch before it says that it is up
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# A task whose broker is lost still finishes and records; the claim token turns the redelivered copy away.
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,  # above the longest task, or a second worker is handed it (denoise.E002)
    # A page waits for the send; the row is saved already and the sweep sends it again, so give up soon.
    "socket_connect_timeout": 2,
    "socket_timeout": 2,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
}
CELERY_BEAT_SCHEDULE = {
    "close exams whose time is over": {
        "task": "quizzes.tasks.expire_attempts",
        "schedule": 60,
        "options": {"expires": 55},  # before the next is sent: after a pause one runs, and not a hundred
    },
    "forget sessions that ended": {"task": "config.tasks.clear_sessions", "schedule": 24 * 3600},
}

# -- Languages

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("vi", _("Vietnamese"))]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("TIME_ZONE", "UTC")
if TIME_ZONE not in available_timezones():
    raise ImproperlyConfigured(f"TIME_ZONE: expected a name such as Asia/Ho_Chi_Minh; got {TIME_ZONE!r}. Correct it.")

# -- Static files: hashed names, served by the web process; plain names while developing.

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# -- Uploads: form bodies in memory, files refused from their announced size on.

MAX_UPLOAD_BYTES = 32 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 1000  # a folder of lessons with their pictures; more of them come in a .zip
FILE_UPLOAD_HANDLERS = [
    "config.uploads.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# -- Accounts

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "quizzes:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "quizzes:home"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = env.text("ACCOUNT_EMAIL_VERIFICATION", "none", choices=["none", "optional", "mandatory"])
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
# A class signs in at one hour from one campus address, so the limits per address are wide;
# guessing one account's password is stopped by the limit per account.
ACCOUNT_RATE_LIMITS = {"login": "600/m/ip", "signup": "300/m/ip", "login_failed": "100/m/ip,5/300s/key"}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Denoise"
STAFF_MFA = env.boolean("STAFF_MFA", False)

# -- E-mail: printed on the console unless EMAIL_URL names a server.

EMAIL_CONFIG = environ.Env.email_url_config(
    env.url(
        "EMAIL_URL",
        ["smtp", "smtp+tls", "smtp+ssl", "consolemail", "filemail", "memorymail", "dummymail"],
        "smtp+tls://user:password@mail.example.org:587",
    )
    or "consolemail://"
)
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20  # seconds; a server that does not answer holds nobody up for long
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Denoise <noreply@localhost>")

# -- Security

SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # load balancers ask over plain HTTP
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = False  # the domain's owner decides for its other hosts
CSRF_TRUSTED_ORIGINS = env.origins("CSRF_TRUSTED_ORIGINS")

# Only a proxy of ours may say who the client is and that it came over TLS: anyone can send these headers.
TRUSTED_PROXIES = env.integer("TRUSTED_PROXIES", 0, low=0, high=8)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None

CONTENT_FRAME_HOSTS = env.hosts("CONTENT_FRAME_HOSTS", [])
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-src": [f"https://{host}" for host in CONTENT_FRAME_HOSTS] or [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# -- Grading

GRADER_DEVICE = env.text("GRADER_DEVICE", "cpu", choices=["cpu", "cuda", "auto"])

# -- Logging: one line an event, on standard error, for the supervisor or the journal to keep.

LOG_LEVEL = env.text("LOG_LEVEL", "INFO", choices=["DEBUG", "INFO", "WARNING", "ERROR"])
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "filters": {"not_healthz": {"()": "config.logs.NotHealthz"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "django.request": {"filters": ["not_healthz"]},
        "celery.worker.strategy": {"level": "WARNING"},  # that a task came; its end is said as well
    },
}

env.refuse_unknown("DENOISE_")
