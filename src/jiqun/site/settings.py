"""Settings of the site, all from the environment (.env.example lists them).

JIQUN_DEMO=1 is for trying out: it makes its own secret, keeps its data in build/demo and shows 演示
on every page. Without it the site is in earnest and refuses to start until it has what it needs.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from jiqun.demo.accounts import ACCOUNTS
from jiqun.site.environment import (
    SettingError,
    database,
    networks,
    number,
    one_of,
    paths,
    roles,
    switch,
    text,
    words,
)
from jiqun.site.setup.demo_secret import kept_secret

PACKAGE = Path(__file__).resolve().parents[1]
PROJECT = PACKAGE.parents[1]

# --- Where and how it runs ---------------------------------------------------------------------
DEMO = switch("JIQUN_DEMO")
DEBUG = False
DATA_DIR = Path(text("JIQUN_DATA_DIR") or ("build/demo" if DEMO else "/var/lib/jiqun")).absolute()
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
SECRET_KEY = text("SECRET_KEY") or (kept_secret(DATA_DIR / "secret") if DEMO else "")
if len(SECRET_KEY) < 32:
    raise SettingError(
        "没有密钥，网站不能启动。"
        "请用环境变量 SECRET_KEY 给出不少于 32 个字符的随机密钥，并妥善保存。"
    )
ALLOWED_HOSTS = words("ALLOWED_HOSTS", ("127.0.0.1", "localhost", "[::1]"))
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS")
# Further folders of editions beside the shipped ones.
FORMS_FOLDERS = paths("JIQUN_FORMS")
HTTPS = switch("JIQUN_HTTPS")
ROOT_URLCONF = "jiqun.site.urls"

# --- What it is made of ------------------------------------------------------------------------
INSTALLED_APPS = [
    "jiqun.screens",
    "jiqun.records.journal",
    "jiqun.records.working_days",
    "jiqun.records.organisations",
    "jiqun.records.outbox",
    "jiqun.records.filings",
    "jiqun.records.evidence",
    "jiqun.records.versions",
    "jiqun.records.talks",
    "jiqun.records.applications",
    "jiqun.records.recommendations",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "jiqun.site.middleware.client_address",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "jiqun.site.middleware.response_headers",
    "csp.middleware.CSPMiddleware",
    "jiqun.site.middleware.room_for_what_came",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jiqun.site.middleware.CompressPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jiqun.screens.account.middleware.end_idle_session",
    "jiqun.screens.account.middleware.LoginGate",
    "jiqun.screens.account.own_password.own_password_gate",
    "jiqun.screens.account.middleware.second_factor_gate",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "jiqun.site.refused_attempts.keep_refused_attempts",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.static",
                "jiqun.screens.templatetags.joined",
                "jiqun.screens.templatetags.modules",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jiqun.screens.account.context_processors.frame",
            ],
        },
    }
]

# --- What it keeps -----------------------------------------------------------------------------
# Quicker on slow disks; the desk then says that a cut of power may lose what was saved last.
SQLITE_FAST = switch("JIQUN_SQLITE_FAST")
DATABASES = {"default": database(text("DATABASE_URL"), DATA_DIR, durable=not SQLITE_FAST)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # In the database, because the server has more than one process.
    "default": {"BACKEND": "jiqun.site.write_locked_backends.WriteLockedCache", "LOCATION": "cache"}
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
FILE_UPLOAD_TEMP_DIR = DATA_DIR / "arriving"  # while it is being sent
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, exist_ok=True)
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "jiqun.site.upload_handlers.CleanTemporaryFileUploadHandler",
]
KEPT_FREE = number("JIQUN_KEEP_FREE_MB", 200) * 1024 * 1024  # bytes no file may take: for answers
# Bytes of a save or a form beside its files: the largest answer that is kept, and more around it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
EVIDENCE_DIR = DATA_DIR / "evidence"
PRESENCE_DIR = DATA_DIR / "present"  # who is at which filing just now
UPLOADS_DIR = DATA_DIR / "brought"  # Word files until they are read
PARTS_DIR = DATA_DIR / "parts"  # uploads of which not all parts have come
EVIDENCE_LARGEST = number("JIQUN_EVIDENCE_MB", 20) * 1024 * 1024  # bytes of one file
# A request that says it is larger is not taken in; the views say so with the limits of their files.
REQUEST_LARGEST = max(EVIDENCE_LARGEST, 32 * 1024 * 1024) + 1024 * 1024

# --- Language and time -------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# How the levels of messages are called in css/components.css.
MESSAGE_TAGS = {20: "note", 25: "done", 30: "confirm", 40: "error"}

# --- Files of the pages ------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
# Laid there by scripts/assets.py in a checkout; a wheel carries them inside the package.
_VENDOR_DIRS = [PACKAGE / "vendor", PROJECT / "build/vendor/site"]
STATICFILES_DIRS = [("vendor", folder) for folder in _VENDOR_DIRS if folder.is_dir()][:1]
# The users' manual and its pictures, which are files of pages too.
_MANUAL_DIRS = [PACKAGE / "manual", PROJECT / "docs/manual"]
MANUAL_DIR = next(folder for folder in _MANUAL_DIRS if folder.is_dir())
STATICFILES_DIRS.append(("manual", MANUAL_DIR / "pictures"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "jiqun.site.static_files.NamedByContent"},
}

# --- Notices that are sent out -----------------------------------------------------------------
# None are mailed where no server for mail is named.
EMAIL_HOST = text("EMAIL_HOST")
EMAIL_PORT = number("EMAIL_PORT", 25)
EMAIL_HOST_USER = text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = switch("EMAIL_USE_TLS")
EMAIL_USE_SSL = switch("EMAIL_USE_SSL")
EMAIL_TIMEOUT = 10  # seconds, in which the worker does nothing else
DEFAULT_FROM_EMAIL = text("DEFAULT_FROM_EMAIL") or "jiqun@localhost"
NOTICES_BY_MAIL = bool(EMAIL_HOST)
# A function hook(phone, words), as module.function, that sends an SMS.
NOTICES_SMS_HOOK = text("JIQUN_SMS_HOOK")
SITE_ADDRESS = text("JIQUN_SITE_ADDRESS").rstrip("/")  # for links in mails

# --- Who may in --------------------------------------------------------------------------------
AUTH_USER_MODEL = "organisations.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "jiqun.screens.account.backend.AccountBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": _VALIDATION + "UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "phone")},
    },
    {
        "NAME": "jiqun.screens.account.passwords.LengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": _VALIDATION + "CommonPasswordValidator"},
    {"NAME": _VALIDATION + "NumericPasswordValidator"},
]
# The profile mlps 等级保护: more is asked of a password, and it lasts for some days; 0 is for ever.
_MLPS = one_of("JIQUN_PASSWORD_PROFILE", ("plain", "mlps")) == "mlps"
PASSWORD_DAYS = number("JIQUN_PASSWORD_DAYS", 90) if _MLPS else 0
if _MLPS:
    AUTH_PASSWORD_VALIDATORS += [
        {"NAME": "jiqun.screens.account.passwords.ComplexityValidator"},
        {"NAME": "jiqun.screens.account.passwords.HistoryValidator"},
    ]
DEMO_ACCOUNTS = ACCOUNTS if DEMO else ()
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "jiqun.screens.account.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# Seconds since the password was given, until it is asked for again before what weighs much.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Axes counts wrong passwords and answers; two counters would contradict each other. Wrong codes of
# the second factor it does not see. An office behind one address logs in at nine: it may.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": None, "factor_code": "5/15m/key"}
ACCOUNT_FORMS = {"login": "jiqun.screens.account.forms.NameForm"}
ACCOUNT_PRESERVE_USERNAME_CASING = False
MFA_FORMS = {"authenticate": "jiqun.screens.account.forms.CodeForm"}
MFA_ADAPTER = "jiqun.screens.account.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "集群申报"
# Who answers for others' figures needs a second factor; while trying out it would only hinder.
_ROLES_ABOVE = () if DEMO else ("city", "region", "expert", "admin")
SECOND_FACTOR_ROLES = roles("JIQUN_SECOND_FACTOR_ROLES", _ROLES_ABOVE)
AXES_HANDLER = "jiqun.site.write_locked_backends.WriteLockedLoginFailures"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
# Who tries on does not keep the owner out for longer.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_LOCKOUT_CALLABLE = "jiqun.screens.account.lockout.locked_out"
AXES_VERBOSE = False

# --- Sessions: how long, and by which cookies --------------------------------------------------
IDLE_SECONDS = number("JIQUN_IDLE_MINUTES", 30) * 60
SESSION_COOKIE_AGE = number("JIQUN_SESSION_HOURS", 8) * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_ENGINE = "jiqun.site.write_locked_backends"
SESSION_COOKIE_NAME = "__Host-jiqun" if HTTPS else "jiqun"
CSRF_COOKIE_NAME = "__Host-jiqun-csrf" if HTTPS else "jiqun-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "jiqun.site.errors.no_token"

# --- What browsers are told --------------------------------------------------------------------
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS
# Of others than these proxies the headers that tell of a client are taken away.
TRUSTED_PROXIES = networks("JIQUN_PROXIES")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
_REPORTS = text("JIQUN_CSP_REPORTS")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        **({"report-uri": [_REPORTS]} if _REPORTS else {}),
    }
}

# --- What is written down ----------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # site/errors.py writes each failure down once, with the number that the page shows.
    # Failed logins stand in the journal.
    "loggers": {"django.request": {"level": "CRITICAL"}, "axes": {"level": "ERROR"}},
}
