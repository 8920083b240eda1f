"""The portal's own settings but for what tests need quicker or simpler."""

import os

from portal.settings import *

SITE_URL = "http://testserver"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# live_server serves files under their plain names; the test of bin/serve sees the hashed ones.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Each worker of xdist has a Redis database of its own: clearing the cache would empty the other's counters.
_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
_OWN = {"LOCATION": REDIS_URL.replace("db=0", f"db={2 + int(_WORKER)}")} if REDIS_URL else {}
CACHES = {**CACHES, "default": {**CACHES["default"], **_OWN}}
