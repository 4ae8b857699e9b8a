"""Pages of the site live under our own addresses, one for each interface language."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language


def twinning_address(slug: str) -> str:
    """Of the twinning with that slug. Lists name them by the hundred: see `_around`."""
    before, after = _around("twinning:twinning", get_language(), get_script_prefix())
    return f"{before}{slug}{after}"


@cache
def _around(name: str, language: str | None, prefix: str) -> tuple[str, str]:
    """What stands before and after a slug in the addresses of that name, whatever the slug."""
    before, _slug, after = reverse(name, args=["-slug-"]).rpartition("-slug-")
    return before, after


def phase_address(twinning: str, number: int) -> str:
    """Of the phase with that number, of the twinning with that slug."""
    return reverse("twinning:phase", args=[twinning, number])


class OwnAddress:
    """For Wagtail pages that our own views show: the admin links to `get_absolute_url`.

    `show` is the view that draws a page; views know models, hence it is told in `ready()`.
    """

    show: ClassVar[Callable[[HttpRequest, Any], HttpResponse]]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return type(self).show(request, self)

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
