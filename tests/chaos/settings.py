"""The portal's own settings, but for what would make a trial take hours: leases of minutes, and a polite pace."""

from portal.settings import *

INSTALLED_APPS = [*INSTALLED_APPS, "tests.chaos"]
OUTBOX_LEASE = 12
EMAIL_TIMEOUT = 4
MAIL_PER_SECOND = 1000
MAIL_CONNECTIONS = 50
