"""The portal's own settings but for what tests need quicker or simpler."""

import os

from portal.settings import *
from portal.settings import REDIS_URL as SHARED_REDIS_URL

SITE_URL = "http://testserver"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# live_server serves files under their plain names; the test of bin/serve sees the hashed ones.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Each worker of xdist has a Redis database of its own: clearing it would empty the other's counters, and sharing it
# would let the other's tests use up what one address may ask for.
_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
if SHARED_REDIS_URL:
    REDIS_URL = SHARED_REDIS_URL.replace("db=0", f"db={2 + int(_WORKER)}")
    CACHES = {**CACHES, "default": {**CACHES["default"], "LOCATION": REDIS_URL}}
