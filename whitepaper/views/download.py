"""The PDF of an edition, for those who may see the edition."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from whitepaper.models import Edition, EditionFile
from workspace.access.tiers import Tier
from workspace.site.sending import stored_body

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
    response = stored_body(file.file)
    response["Content-Type"] = "application/pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
