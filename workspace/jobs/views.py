"""A file in the making, and the file: for the person who asked. Others find nothing here."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from workspace.jobs.asking import file_ask_again
from workspace.jobs.files import labels_of
from workspace.jobs.models import PreparedFile
from workspace.site.sending import stored_body

LOOK_AGAIN = 3


@require_safe
def file_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it is; the page looks again by itself while work is under way."""
    file = _own(request, pk)
    response = render(request, "jobs/file.html", {"file": file, "job": file.job})
    response["Cache-Control"] = "private, no-store"
    if file.alive:
        response["Refresh"] = str(LOOK_AGAIN)
    return response


@require_POST
def again(request: HttpRequest, pk: UUID) -> HttpResponse:
    file = _own(request, pk)
    file_ask_again(file=file)
    return redirect(file)


@require_safe
def download(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    file = _own(request, pk)
    if not file.file:
        raise Http404
    response = stored_body(file.file)
    response["Content-Type"] = "application/octet-stream"
    response["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    PreparedFile.objects.filter(pk=file.pk).update(fetched_at=timezone.now())
    return response


def _own(request: HttpRequest, pk: UUID) -> PreparedFile:
    found = PreparedFile.objects.select_related("job", "owner").filter(pk=pk).first()
    labels = set(labels_of(request.audience))
    if found is None or not found.open_to(request.user, labels):
        raise Http404
    return found
