"""The charter: its versions for everyone, its signature for those inside."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workspace.members import rules
from workspace.members.charter import (
    StaleCharter,
    articles,
    changes,
    charter_sign,
    copy_name,
    copy_of,
    latest_signature,
)
from workspace.members.models import CharterSignature, CharterVersion, Organisation
from workspace.members.views.finding import my_organisation

PER_PAGE = 60


def in_force(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    found = CharterVersion.objects.in_force(today)
    if found is None:
        return render(request, "members/no_charter.html")
    return _read(request, found, list(CharterVersion.objects.known(today)))


def version(request: HttpRequest, number: int) -> HttpResponse:
    known = list(CharterVersion.objects.known(timezone.localdate()))
    found = next((each for each in known if each.number == number), None)
    if found is None:
        raise Http404
    return _read(request, found, known)


def _read(request: HttpRequest, found: CharterVersion, known: list[CharterVersion]) -> HttpResponse:
    said = found.text.best(get_language() or "en")
    # The newest first: the one before in the list has replaced this one.
    replaced = [None, *(each.in_force_from - dt.timedelta(days=1) for each in known)]
    until = dict(zip(known, replaced, strict=False))
    context = {
        "version": found,
        "current": known[0],
        "versions": until.items(),
        "until": until[found],
        "articles": articles(said.text),
        "language": said.language,
        "digest": found.digest(said.language),
    }
    return render(request, "members/charter.html", context)


def sign(request: HttpRequest, key: str) -> HttpResponse:
    """What the organisation signed, what changed since, and the button of the co-ordinator."""
    organisation = my_organisation(request, key)
    if request.method == "POST":
        return _sign(request, organisation)
    return _show(request, organisation)


def _sign(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    number = request.POST.get("version", "")
    found = get_object_or_404(CharterVersion, number=int(number) if number.isdecimal() else 0)
    try:
        charter_sign(
            organisation=organisation,
            user=request.user,
            version=found,
            language=get_language() or "en",
        )
    except StaleCharter:
        refusal = _("Another version of the charter has come into force. Read it, then sign.")
        return _show(request, organisation, refusal=refusal, status=409)
    except PermissionDenied as refusal:
        return _show(request, organisation, refusal=str(refusal), status=403)
    messages.success(request, _("The charter is signed. A copy goes to you by e-mail."))
    return redirect(organisation.get_inside_url())


def _show(
    request: HttpRequest, organisation: Organisation, refusal: str = "", status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    found = CharterVersion.objects.in_force(today)
    if found is None:
        return render(request, "members/no_charter.html")
    language = get_language() or "en"
    signature = latest_signature(organisation, today)
    signed = signature is not None and signature.version == found
    before = signature.version.text[language] if signature and not signed else ""
    context: dict[str, Any] = {
        "organisation": organisation,
        "version": found,
        "signature": signature,
        "signed": signed,
        "articles": articles(found.text[language]),
        "changes": changes(before, found.text[language]) if before else [],
        "decision": rules.may_sign_charter(request.user, organisation),
        "commits": rules.may_commit(organisation.pk),
        "refusal": refusal,
    }
    return render(request, "members/sign.html", context, status=status)


def copy(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The PDF of a signature, for the people of the organisation and for facilitators."""
    organisation = get_object_or_404(Organisation, key=key)
    if not rules.may_read_signature(request.user, organisation):
        raise Http404
    signatures = organisation.signatures.select_related("version", "organisation")
    signature = get_object_or_404(signatures, version__number=number)
    return HttpResponse(
        copy_of(signature),
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(True, copy_name(signature)),
            "Cache-Control": "private, no-store",
        },
    )


def signatures(request: HttpRequest) -> HttpResponse:
    """For facilitators: who has signed the version in force, those who have not first."""
    if not rules.may_enrol(request.user):
        raise Http404
    found = CharterVersion.objects.in_force(timezone.localdate())
    current = CharterSignature.objects.filter(organisation=OuterRef("pk"), version=found)
    rows = Organisation.objects.enrolled().annotate(has_signed=Exists(current))
    newest = CharterSignature.objects.select_related("version").order_by("-version__number")
    page = Paginator(
        rows.order_by("has_signed", "name", "pk").prefetch_related(
            Prefetch("signatures", queryset=newest)
        ),
        PER_PAGE,
    ).get_page(request.GET.get("page"))
    context = {
        "version": found,
        "page": page,
        "signed": rows.filter(has_signed=True).count(),
        "all": page.paginator.count,
    }
    return render(request, "members/signatures.html", context)
