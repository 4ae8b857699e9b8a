"""A public installation. It refuses to start with what only a demonstration may have."""

import os

from django.core.exceptions import ImproperlyConfigured

from workspace.settings.base import *  # noqa: F403
from workspace.settings.base import CACHES, VAR_DIR
from workspace.settings.logs import LOGGING_IN_PRODUCTION
from workspace.settings.security import SECRET_KEY as DEVELOPMENT_KEY

SECRET_KEY = os.environ.get("SECRET_KEY", "")
if not SECRET_KEY or SECRET_KEY == DEVELOPMENT_KEY or len(SECRET_KEY) < 50:
    raise ImproperlyConfigured(
        "Tandem does not start: SECRET_KEY must be set to a long random value of your own "
        "(at least 50 characters). One way to make it: "
        "python -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )

# Former keys, of which secrets of second factors are still read.
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("SECRET_KEY_FALLBACKS", "").split(",") if key]

ALLOWED_HOSTS = [host for host in os.environ.get("ALLOWED_HOSTS", "").split(",") if host]
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "Tandem does not start: ALLOWED_HOSTS must name the site, for example tandem.example.org"
    )

DEBUG = False
DEMO = False
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Web servers in front that add the address of the visitor; attempts to log in are counted by it.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TANDEM_PROXIES", "1"))
SECURE_SSL_REDIRECT = True
# Asked by programs on this machine or in its network, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
#: Processes of the web server, as gunicorn.conf.py reads them. `doctor` asks.
WEB_PROCESSES = int(os.environ.get("TANDEM_WORKERS", "3"))
#: nginx serves files that the application has allowed (X-Accel-Redirect); empty streams them.
ACCEL_PREFIX = os.environ.get("TANDEM_ACCEL_PREFIX", "/protected/")
LOGGING = LOGGING_IN_PRODUCTION
# Shared by the processes of a machine: what one of them counts (attempts to log in) counts for all.
CACHES = {
    **CACHES,
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(VAR_DIR / "cache"),
    },
}
