"""Files leave through here only: seen by those who see the object, else as if not there."""

from __future__ import annotations

import mimetypes
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from workspace.access.tiers import Tier
from workspace.library.models import Attachment, Picture, Rendition
from workspace.site.sending import stored_body

#: Shown in the page; everything else is saved by the browser.
INLINE = {"image/png", "image/jpeg", "image/webp", "image/gif"}
_DAY = 24 * 3600


@require_safe
def attachment(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    found = Attachment.objects.seen_or_404(request.audience, pk=pk)
    if found.filename != name:
        raise Http404
    return serve(found.file, name, is_public=_is_public(found), inline=False)


@require_safe
def rendition(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """A rendition is as closed as its picture."""
    seen = Picture.objects.visible_to(request.audience)
    found = Rendition.objects.select_related("image").filter(pk=pk, image__in=seen).first()
    if found is None or found.file.name.rpartition("/")[2] != name:
        raise Http404
    return serve(found.file, name, is_public=_is_public(found.image), inline=True)


def serve(file: Any, name: str, *, is_public: bool, inline: bool) -> HttpResponseBase:
    """The file by the web server where ACCEL_PREFIX is set, else streamed from here.

    `inline` is a wish: only pictures that cannot carry a script are shown in the page.
    """
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = stored_body(file)
    response["Content-Type"] = kind
    shown = inline and kind in INLINE
    response["Content-Disposition"] = content_disposition_header(not shown, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = f"public, max-age={_DAY}" if is_public else "private, no-store"
    return response


def _is_public(obj: Any) -> bool:
    return bool(obj.published and obj.tier == Tier.PUBLIC)
