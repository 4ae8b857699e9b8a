"""What the frame of every page needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from workspace.languages.forms import NAMES
from workspace.site.navigation import in_language


def frame(request: HttpRequest) -> dict[str, Any]:
    """The language links lead to this very page in the other languages."""
    here = request.get_full_path()
    present = get_language()
    return {
        "tongues": [
            {"code": code, "name": name, "url": in_language(here, code), "here": code == present}
            for code, name in NAMES.items()
        ],
        "is_demo": settings.DEMO,
    }
