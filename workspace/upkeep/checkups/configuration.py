"""Settings, texts, fonts and the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import validate_host

from workspace.accounts.checks import no_demo_accounts
from workspace.registries.checkups import Finding, fault, fine, notice
from workspace.settings.security import SECRET_KEY as DEVELOPMENT_KEY

#: Younger than this code, every clock that is right.
BUILT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def check() -> Iterator[Finding]:
    yield from _secrets()
    yield from _addresses()
    yield from _demonstration()
    yield from _texts()
    yield from _clock(dt.datetime.now(dt.UTC))


def _secrets() -> Iterator[Finding]:
    if settings.DEBUG:
        yield fault(
            "DEBUG is on: every fault shows the inside of the site to whoever meets it.",
            "Use DJANGO_SETTINGS_MODULE=workspace.settings.production.",
        )
    if settings.SECRET_KEY == DEVELOPMENT_KEY:
        yield fault(
            "The secret key is the one in the source code: anybody can sign in as anybody.",
            "Use DJANGO_SETTINGS_MODULE=workspace.settings.production with a SECRET_KEY of your "
            "own.",
        )
    else:
        yield fine("The secret key is this installation's own.")


def _addresses() -> Iterator[Finding]:
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    host = address.hostname or ""
    if "*" in settings.ALLOWED_HOSTS:
        yield fault(
            "The site answers under any name, also one that somebody else chose.",
            "Name yours in ALLOWED_HOSTS.",
        )
    if not validate_host(host, settings.ALLOWED_HOSTS):
        yield fault(
            f"TANDEM_URL is {settings.WAGTAILADMIN_BASE_URL}, but the site answers only as "
            f"{', '.join(settings.ALLOWED_HOSTS)}: addresses in mails and PDFs lead nowhere.",
            "Set TANDEM_URL to https:// and a name of ALLOWED_HOSTS.",
        )
    elif address.scheme != "https":
        yield notice(
            f"TANDEM_URL is {settings.WAGTAILADMIN_BASE_URL}: addresses in mails and PDFs are "
            "not encrypted.",
            "Begin it with https://.",
        )
    else:
        yield fine(f"Addresses begin with {settings.WAGTAILADMIN_BASE_URL}.")


def _demonstration() -> Iterator[Finding]:
    if settings.DEMO:
        yield notice(
            "These are the settings of a demonstration: accounts with known passwords may log in.",
            "For a real site use DJANGO_SETTINGS_MODULE=workspace.settings.production.",
        )
    for problem in no_demo_accounts():
        yield fault(problem.msg, problem.hint or "")


def _texts() -> Iterator[Finding]:
    sources = [po for path in settings.LOCALE_PATHS for po in Path(path).rglob("*.po")]
    stale = [
        po.parts[-3]
        for po in sources
        if not (mo := po.with_suffix(".mo")).exists() or mo.stat().st_mtime < po.stat().st_mtime
    ]
    if stale:
        yield fault(
            f"Interface texts are not compiled ({', '.join(sorted(stale))}): pages are in English.",
            "Run deploy/production/update.sh, or pybabel compile -d locale -D django.",
        )
    else:
        yield fine(f"Interface texts are compiled in {len(sources)} languages.")
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if "Manifest" in settings.STORAGES["staticfiles"]["BACKEND"] and not manifest.exists():
        yield fault(
            f"There are no static files in {settings.STATIC_ROOT}: pages have no form.",
            "Run manage.py collectstatic --no-input.",
        )


def _clock(now: dt.datetime) -> Iterator[Finding]:
    if now < BUILT:
        yield fault(
            f"The clock says {now:%Y-%m-%d}: deadlines, log-ins and certificates go wrong.",
            "Set the clock, for example with systemd-timesyncd.",
        )
