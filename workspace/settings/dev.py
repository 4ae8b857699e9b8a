"""A newcomer's machine: SQLite, mail printed on the console, demonstration accounts allowed."""

from workspace.settings.base import *  # noqa: F403
from workspace.settings.base import STORAGES

DEBUG = False  # the pages a newcomer sees are the real ones, errors included
DEMO = True
CONTACT_ADDRESS = "desk@demo.tandem.example"
# The printed log-ins must work as they are printed; everybody may set it up.
SECOND_FACTOR_REQUIRED = False
ALLOWED_HOSTS = ["*"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
