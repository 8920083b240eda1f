"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from portal import environment

environment.limit_sessions()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()
