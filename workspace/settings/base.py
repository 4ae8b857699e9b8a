"""What every installation shares. Concerns of their own live beside this file."""

import os
from pathlib import Path

import dj_database_url

from workspace.settings.access import *  # noqa: F403
from workspace.settings.i18n import *  # noqa: F403
from workspace.settings.library import *  # noqa: F403
from workspace.settings.logs import *  # noqa: F403
from workspace.settings.mail import *  # noqa: F403
from workspace.settings.search import *  # noqa: F403
from workspace.settings.security import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(os.environ.get("TANDEM_VAR", BASE_DIR / "var"))

INSTALLED_APPS = [
    "search",
    "whitepaper",
    "research",
    "twinning",
    "workspace.upkeep",
    "workspace.profile",
    "workspace.site",
    "workspace.bulletin",
    "workspace.library",
    "workspace.members",
    "workspace.jobs",
    "workspace.addresses",
    "workspace.access",
    "workspace.accounts",
    "workspace.languages",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_countries",
    "django_filters",
    "guardian",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "workspace.site.request_log.RequestLog",
    "workspace.upkeep.measures.MeasuringMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "workspace.access.public_pages.PublicPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "workspace.accounts.admin_language.AdminLanguage",
    "workspace.access.middleware.AudienceMiddleware",
    "workspace.access.second_factor.SecondFactorRequired",
    "workspace.access.admin.AdminGuard",
    "workspace.addresses.middleware.FormerAddressMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "workspace.site.errors.ByButtonOnly",
    "workspace.accounts.kept.KeepTyped",
]

#: How many processes answer visitors; production reads it from its environment.
WEB_PROCESSES = 1

ROOT_URLCONF = "workspace.urls"
WSGI_APPLICATION = "workspace.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "workspace.site.context.frame",
            ],
        },
    }
]

# Widgets may have templates of ours.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{VAR_DIR / 'tandem.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Readers never wait for the writer, and a second writer waits its turn instead of failing.
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    )

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Each process keeps its own. They are dropped with any change of the database; the time is for
    # a change that nobody noticed, made past this site.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 600,
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}
#: Whether pages that all visitors get alike are drawn once (`workspace/access/public_pages.py`).
KEEP_PUBLIC_PAGES = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# Files are never served from a public folder: MEDIA_URL is the prefix of our own view.
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

WAGTAIL_SITE_NAME = "Tandem"
WAGTAILADMIN_BASE_URL = os.environ.get("TANDEM_URL", "http://localhost:8000")
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_IMAGE_MODEL = "library.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "library.Attachment"
WAGTAILIMAGES_IMAGE_FORM_BASE = "workspace.library.file_forms.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "workspace.library.file_forms.AttachmentForm"
WAGTAILIMAGES_EXTENSIONS = ["png", "jpg", "jpeg", "webp", "gif"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024

#: Opens /metrics from elsewhere (Authorization: Bearer ...). Empty: from this machine only.
METRICS_TOKEN = os.environ.get("TANDEM_METRICS_TOKEN", "")

#: Marks an installation that holds the demonstration programme; production refuses it.
DEMO = False
