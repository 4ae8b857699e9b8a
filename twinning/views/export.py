"""The matrix and the list of what is late as files: at once when short, else in the background."""

from __future__ import annotations

import io

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from twinning.exports import KIND, TABLES
from twinning.models import ProgrammePage
from twinning.steering import address
from twinning.view import View
from twinning.views.programme import find_programme, view_of
from workspace.jobs.asking import file_ask
from workspace.jobs.tables import TYPES, Table, table_write

#: Rows of a file that is made while the reader waits.
AT_ONCE = 500


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, slug: str, what: str, ending: str) -> HttpResponse:
    """A visitor gets a long CSV at once too: they have no workspace to which a link could come."""
    if what not in TABLES or ending not in TYPES:
        raise Http404
    programme = find_programme(slug)
    view = view_of(request, programme)
    table = TABLES[what](view)
    known = request.user.is_authenticated
    if request.method == "POST" and known:
        return _ask(request, view, table, what, ending)
    if table.count <= AT_ONCE or (ending == "csv" and not known):
        return _at_once(table, ending)
    if not known:
        return redirect_to_login(request.get_full_path())
    return _offer(request, programme, table)


def _ask(request: HttpRequest, view: View, table: Table, what: str, ending: str) -> HttpResponse:
    query = address("", view.chosen.chosen).removeprefix("?")
    file = file_ask(
        kind=KIND,
        owner=request.user,
        language=get_language() or "en",
        name=f"{table.name}.{ending}",
        arguments={
            "programme": view.programme.slug,
            "what": what,
            "format": ending,
            "query": query,
        },
    )
    return redirect(file)


def _offer(request: HttpRequest, programme: ProgrammePage, table: Table) -> HttpResponse:
    context = {
        "title": _("A long table"),
        "count": table.count,
        "action": request.get_full_path(),
        "back": programme.get_absolute_url(),
        "section": "twinnings",
    }
    return render(request, "jobs/ask.html", context)


def _at_once(table: Table, ending: str) -> HttpResponse:
    out = io.BytesIO()
    table_write(table, ending, out)
    response = HttpResponse(out.getvalue(), content_type=TYPES[ending])
    name = f"{table.name}.{ending}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
