"""Entry point of WSGI servers."""

import os

from django.core.wsgi import get_wsgi_application

from workspace.accounts.checks import refuse_demo_accounts

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workspace.settings.production")
application = get_wsgi_application()
refuse_demo_accounts()
