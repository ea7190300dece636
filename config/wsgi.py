"""WSGI entry point for gunicorn."""

import os

from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# `manage.py` runs the checks before each command; a web server imports this file instead.
for problem in checks.run_checks(tags=["denoise"], include_deployment_checks=True):
    if problem.is_serious():
        raise ImproperlyConfigured(str(problem))
