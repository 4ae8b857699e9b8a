"""The resource centre: a list to narrow, a page for each resource, a form to add one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workspace.library.filters import ResourceFilter
from workspace.library.forms import ResourceForm
from workspace.library.licences import LICENCE_URLS
from workspace.library.models import Resource
from workspace.library.rules import may_add_resource
from workspace.library.services import resource_add
from workspace.site.facets import narrow

PER_PAGE = 20


def resources(request: HttpRequest) -> HttpResponse:
    seen = Resource.objects.visible_to(request.audience)
    narrowed = narrow(ResourceFilter, request.GET, seen, request.path)
    rows = narrowed.rows.select_related("space")
    pages = Paginator(rows, PER_PAGE)
    pages.count = narrowed.count  # known: the database is not asked again
    page = pages.get_page(request.GET.get("page"))
    context = {
        "narrowed": narrowed,
        "page": page,
        "may_add": bool(may_add_resource(request.audience)),
    }
    return render(request, "library/resources.html", context)


def resource_page(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Resource.objects.select_related("space", "attachment__space")
    resource: Resource = rows.seen_or_404(request.audience, pk=pk)
    return render(request, "library/resource.html", resource_context(request, resource))


def resource_context(request: HttpRequest, resource: Resource) -> dict[str, Any]:
    file = resource.attachment
    if file is not None and not request.audience.may_see(file.labels()):
        file = None
    return {
        "resource": resource,
        "file": file,
        "file_type": file.file_extension.upper() if file else "",
        "site": urlsplit(resource.url).hostname or "",
        "licence_url": LICENCE_URLS.get(resource.licence, ""),
        "address": request.build_absolute_uri(resource.get_absolute_url()),
    }


def resource_new(request: HttpRequest) -> HttpResponse:
    """Members of the network add a resource; for everybody else there is nothing here."""
    if not may_add_resource(request.audience):
        raise Http404
    form = ResourceForm(
        request.POST or None,
        request.FILES or None,
        audience=request.audience,
        initial={"language": get_language()},
    )
    if request.method == "POST" and form.is_valid():
        resource = resource_add(
            words=form.words(),
            tier=form.cleaned_data["tier"],
            space=form.cleaned_data["space"],
            file=form.cleaned_data["file"],
            added_on=timezone.localdate(),
            user=request.user,
        )
        messages.success(request, _("The resource is in the library."))
        return redirect(resource)
    status = 400 if form.errors else 200
    return render(request, "library/new.html", {"form": form}, status=status)
