"""Facilitators answer applications. Everybody else finds nothing here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workspace.members import enrolment, rules
from workspace.members.forms import ContactForm, DeclineForm, EnrolForm
from workspace.members.models import Application

PER_PAGE = 30


def applications(request: HttpRequest) -> HttpResponse:
    """Those that wait, the oldest first, then those that were answered."""
    _facilitators_only(request)
    sent = Application.objects.exclude(state=Application.State.DRAFT)
    waiting = sent.filter(state=Application.State.WAITING).prefetch_related("contacts")
    answered = sent.exclude(state=Application.State.WAITING).order_by("-decided_at", "-pk")
    page = Paginator(answered.select_related("organisation"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"waiting": waiting, "page": page, "today": timezone.localdate()}
    return render(request, "members/applications.html", context)


def application(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, _find(request, pk))


@require_POST
def record(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk)
    form = ContactForm(request.POST)
    if not form.is_valid():
        return _show(request, found, status=400, contact_form=form)
    enrolment.contact_record(application=found, user=request.user, **form.cleaned_data)
    messages.success(request, _("The contact is recorded."))
    return redirect(found)


@require_POST
def enrol(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk)
    form = EnrolForm(request.POST)
    if not form.is_valid():
        return _show(request, found, status=400, enrol_form=form)
    return _answer(
        request,
        found,
        lambda: enrolment.application_enrol(
            application=found, user=request.user, **form.cleaned_data
        ),
        _("The organisation is enrolled. Its co-ordinator is told by e-mail."),
    )


@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _show(request, found, status=400, decline_form=form)
    return _answer(
        request,
        found,
        lambda: enrolment.application_decline(
            application=found, user=request.user, **form.cleaned_data
        ),
        _("The application is declined. The applicant is told by e-mail, with your reason."),
    )


def _answer(
    request: HttpRequest, found: Application, action: Callable[[], Any], done: str
) -> HttpResponse:
    """Do it, or show the application as it is now with the reason why not."""
    try:
        action()
    except PermissionDenied as refusal:
        return _show(request, _find(request, found.pk), status=409, refusal=str(refusal))
    except ValidationError as error:
        return _show(request, found, status=400, refusal=" ".join(error.messages))
    messages.success(request, done)
    return redirect(found)


def _facilitators_only(request: HttpRequest) -> None:
    if not rules.may_enrol(request.user):
        raise Http404


def _find(request: HttpRequest, pk: int) -> Application:
    _facilitators_only(request)
    sent = Application.objects.exclude(state=Application.State.DRAFT)
    return get_object_or_404(sent.select_related("organisation", "decided_by", "charter"), pk=pk)


def _show(request: HttpRequest, found: Application, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "application": found,
        "contacts": found.contacts.select_related("by"),
        "contact_form": ContactForm(initial={"on": timezone.localdate()}),
        "enrol_form": EnrolForm(),
        "decline_form": DeclineForm(),
        "refusal": "",
        **more,
    }
    context["form"] = more.get("contact_form") or more.get("enrol_form") or more.get("decline_form")
    return render(request, "members/application.html", context, status=status)
