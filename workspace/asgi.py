"""Entry point of ASGI servers."""

import os

from django.core.asgi import get_asgi_application

from workspace.accounts.checks import refuse_demo_accounts

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workspace.settings.production")
application = get_asgi_application()
refuse_demo_accounts()
