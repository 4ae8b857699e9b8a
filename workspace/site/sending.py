"""The body of a stored file: by the web server where ACCEL_PREFIX is set, else from here."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase


def stored_body(file: Any) -> HttpResponseBase:
    """Whoever calls this has decided that the reader may have the file, and sets the headers.

    A file that is not in the storage is a 404.
    """
    prefix = getattr(settings, "ACCEL_PREFIX", "")
    if prefix:
        return HttpResponse(headers={"X-Accel-Redirect": f"{prefix}{quote(file.name)}"})
    try:
        return FileResponse(file.storage.open(file.name, "rb"))
    except FileNotFoundError:
        raise Http404 from None
