"""The entry point for a web server: gunicorn on a hosted site, waitress under `cmlguide`."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from cmlguide.garbage import look_rarely
from cmlguide.hosting import refuse_unsafe_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cmlguide.settings")
if settings.HOSTED:
    refuse_unsafe_start(os.environ)  # here, because checks and migrations run without mail
application = get_wsgi_application()
look_rarely()
