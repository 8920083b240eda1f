"""One settings file, driven by the environment; DATA_DIR alone is enough to run."""

from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = "placeholder"
DEBUG = True
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
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
]
AUTH_USER_MODEL = "portal.User"
ROOT_URLCONF = "portal.urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "var" / "plenary.sqlite3"}}
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
STATIC_URL = "/static/"
