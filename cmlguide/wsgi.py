"""The door for a web server: gunicorn on a hosted site, waitress under `cmlguide`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cmlguide.settings")
application = get_wsgi_application()
