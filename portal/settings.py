"""One settings file, driven by the environment; nothing needs to be set to run. README.md lists the variables."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from portal import environment, environment_checks

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = environment.data_directory(BASE_DIR / "var")
DEBUG = environment.flag("DEBUG", default=False)
SECRET_KEY = environment.secret_key(DATA_DIR)
SECRET_KEY_FALLBACKS = environment.older_keys(DATA_DIR)
SITE_URL = environment.site_url("http://127.0.0.1:8000")
ALLOWED_HOSTS = environment.allowed_hosts(SITE_URL)
# Behind a proxy: how many stand before us, and so how far X-Forwarded-For may be believed.
TRUSTED_PROXY_COUNT = environment.number("TRUSTED_PROXY_COUNT", default=0)
# Commands that make accounts with public passwords: where nobody else comes, unless it is said otherwise.
DEMO = environment.flag("DEMO", default=environment.is_out_of_reach(SITE_URL, TRUSTED_PROXY_COUNT))

# --- What is installed. `ninja` stays out: its interface pages bring 8 MB of static files that nothing here shows.
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "portal",
    "groups",
    "documents",
    "meetings",
    "crispy_forms",
    "crispy_bootstrap5",
    "allauth",
    "allauth.account",
    "django_otp",
    "django_otp.plugins.otp_totp",
]
MIDDLEWARE = [
    "portal.middleware.RequestIdMiddleware",
    "portal.middleware.HeadersMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "portal.middleware.SharedPagesMiddleware",
    "portal.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "portal.middleware.AccountMiddleware",
    "portal.middleware.LanguageMiddleware",
    "portal.middleware.RateLimitMiddleware",
    "portal.middleware.ReaderMiddleware",
    "portal.middleware.ApiMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.middleware.EndedMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.unseen.UnseenMiddleware",
    "portal.middleware.OwnPagesMiddleware",
    "portal.middleware.SecondFactorMiddleware",
]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Where things are kept
DATABASES = {"default": environment.database(DATA_DIR)}
REDIS_URL = environment.redis_url()
CACHES = environment.caches(REDIS_URL)
PAGES_KEPT_MB = environment.number("PAGES_KEPT_MB", default=64)
MEDIA_ROOT = DATA_DIR / "media"
PAPERS_ROOT = DATA_DIR / "papers"
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "portal.staticfiles.HashedStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
FILE_UPLOAD_PERMISSIONS = 0o640

# --- Languages and hours: stored in UTC, shown in the venue's zone
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish")), ("fr", _("French")), ("pt", _("Portuguese"))]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Accounts: by e-mail address; a new one needs an invitation
AUTH_USER_MODEL = "portal.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "portal.passwords.breached.BreachedPasswordValidator"},
    {"NAME": "groups.passwords.HouseWordsValidator"},
]
PASSWORD_RESET_TIMEOUT = 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "portal.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation, which went to the address, has verified it
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to an address that somebody else typed
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {"login": "portal.forms.sign_in.SignInForm"}
SECOND_FACTOR = environment.second_factor(SITE_URL)
OTP_TOTP_ISSUER = "Plenary"
OTP_TOTP_THROTTLE_FACTOR = 0  # our buckets count, and say when to come back
# A whole mission sits behind one address. The account (the key) is counted first: once it is closed, more guesses at
# it cost its neighbours nothing.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "10/5m/key,60/m/ip",
    "reset_password": "20/m/ip,3/h/key",
    "reset_password_from_key": "20/m/ip",
    "signup": "20/m/ip",
}

# --- Behind a proxy
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY_COUNT else None

# --- Security; what only makes sense over https follows SITE_URL
SECURE = SITE_URL.startswith("https://")
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SESSION_ENGINE = "portal.sessions"
SESSION_COOKIE_NAME = "__Host-sid" if SECURE else "sid"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 12 * 3600
# Seconds without a page after which a session ends: for who may change the record, and for everybody else.
IDLE_SECRETARIAT = 30 * 60
IDLE_READERS = 2 * 3600
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_COOKIE_SECURE = SECURE
LANGUAGE_COOKIE_NAME = "__Host-language" if SECURE else "language"
LANGUAGE_COOKIE_SECURE = SECURE
ZONE_COOKIE_NAME = "__Host-zone" if SECURE else "zone"
MESSAGES_COOKIE_NAME = "__Host-messages" if SECURE else "messages"
MESSAGE_STORAGE = "portal.cookies.MessageStorage"
CSRF_FAILURE_VIEW = "portal.errors.csrf_failure"
SECURE_SSL_REDIRECT = SECURE and TRUSTED_PROXY_COUNT > 0
# The API refuses what comes unencrypted, in portal/middleware/api.py: a key that was sent so is no secret any more.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^api/v1/"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
# The browsers' preload list binds a whole domain for years: that is its owner's decision, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# --- Mail: every message is a row of the outbox first
vars().update(environment.email(DATA_DIR))
EMAIL_TIMEOUT = 15
OUTBOX_LEASE = 300  # seconds, five times the longest that one message may take
MAIL_PER_SECOND = environment.number("MAIL_PER_SECOND", default=50, least=1)
MAIL_CONNECTIONS = environment.number("MAIL_CONNECTIONS", default=2, least=1)
EMAIL_USE_LOCALTIME = False
DEFAULT_FROM_EMAIL = environment_checks.sender("MAIL_FROM", default="Plenary <plenary@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Celery, where REDIS_URL is set: messages are nudges with a name or an id; the rows hold the work
CELERY_BROKER_URL = environment.broker_url(REDIS_URL)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A nudge to a broker that is away must cost its page next to nothing: the sweep comes anyway.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "socket_connect_timeout": 1,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.1,
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
# Twenty seconds of mail and a minute for the last one fit in; the visibility time-out is longer than both.
CELERY_TASK_SOFT_TIME_LIMIT = 100
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_SERIALIZER = CELERY_EVENT_SERIALIZER = CELERY_RESULT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULER = "portal.beat:Beat"

# --- What machines that watch may read
METRICS_TOKEN = environment.metrics_token()

# --- Logging: one JSON object a line on standard error
LOG_LEVEL = environment_checks.choice(
    "LOG_LEVEL", default="WARNING", among=("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"failures": {"()": "portal.logs.FailuresFilter"}},
    "formatters": {"json": {"()": "portal.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "propagate": True, "level": LOG_LEVEL},
        "django.request": {"level": "ERROR", "filters": ["failures"]},
        "portal.incidents": {"level": "INFO"},  # at whatever LOG_LEVEL: nobody can ask for them afterwards
        "portal.seals": {"level": "INFO"},  # as those
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # strangers' scans
    },
}
