"""The PDF of an edition, for those who may see the edition."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from whitepaper.models import Edition, EditionFile
from workspace.access.tiers import Tier

#: Seconds for which others may keep a public edition: short, since it can be closed.
KEPT = 3600


@require_safe
def download(request: HttpRequest, pk: int, language: str) -> HttpResponseBase:
    """As an attachment. What is closed, missing or not built is the same 404."""
    edition = Edition.objects.defer("content").seen_or_404(request.audience, pk=pk)
    file = EditionFile.objects.filter(edition=edition, language=language).first()
    if file is None:
        raise Http404
    etag = quote_etag(file.sha256)
    response = get_conditional_response(request, etag=etag) or _body(file)
    response["ETag"] = etag
    response["Content-Language"] = language
    open_to_all = edition.published and edition.tier == Tier.PUBLIC
    response["Cache-Control"] = f"public, max-age={KEPT}" if open_to_all else "private, no-store"
    return response


def _body(file: EditionFile) -> HttpResponseBase:
    name = f"tandem-white-paper-{file.edition.number}-{file.language}.pdf"
    prefix = getattr(settings, "ACCEL_PREFIX", "")
    if prefix:
        response = HttpResponse(content_type="application/pdf")
        response["X-Accel-Redirect"] = f"{prefix}{quote(str(file.file.name))}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    try:
        stored = file.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(stored, as_attachment=True, filename=name, content_type="application/pdf")
