"""The portal's own settings but for what tests need quicker or simpler."""

from portal.settings import *

SITE_URL = "http://testserver"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# live_server serves files under their plain names; the test of bin/serve sees the hashed ones.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
