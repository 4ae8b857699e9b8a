"""Mail: printed in development, SMTP where EMAIL_URL names a server."""

import os
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

DEFAULT_FROM_EMAIL = os.environ.get("TANDEM_FROM", "Tandem <tandem@localhost>")
#: Where people write who have a question about their data or cannot use a page.
CONTACT_ADDRESS = os.environ.get("TANDEM_CONTACT") or parseaddr(DEFAULT_FROM_EMAIL)[1]
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_SUBJECT_PREFIX = ""
EMAIL_TIMEOUT = 10
EMAIL_BACKEND = MAIL_TRANSPORT = "django.core.mail.backends.console.EmailBackend"

_server = urlsplit(os.environ.get("EMAIL_URL", ""))
if _server.scheme in {"smtp", "smtps", "smtp+tls"}:
    MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_BACKEND = "workspace.jobs.outbox.TaskBackend"
    EMAIL_HOST = _server.hostname or "localhost"
    EMAIL_PORT = _server.port or (465 if _server.scheme == "smtps" else 25)
    EMAIL_HOST_USER = unquote(_server.username or "")
    EMAIL_HOST_PASSWORD = unquote(_server.password or "")
    EMAIL_USE_SSL = _server.scheme == "smtps"
    EMAIL_USE_TLS = _server.scheme == "smtp+tls"
