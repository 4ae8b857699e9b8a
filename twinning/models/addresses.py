"""Pages of the site live under our own addresses, one for each interface language."""

from __future__ import annotations

from typing import Any

from django.conf import settings


class OwnAddress:
    """For Wagtail pages that our own views show: the admin links to `get_absolute_url`."""

    def get_absolute_url(self) -> str:
        raise NotImplementedError

    def get_url_parts(self, request: Any = None) -> tuple[int | None, str, str]:
        return None, settings.WAGTAILADMIN_BASE_URL, self.get_absolute_url()

    def get_full_url(self, request: Any = None) -> str:
        return f"{settings.WAGTAILADMIN_BASE_URL}{self.get_absolute_url()}"

    def get_url(self, request: Any = None, current_site: Any = None) -> str:
        return self.get_absolute_url()

    url = property(get_url)
    full_url = property(get_full_url)
