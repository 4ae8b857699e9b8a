"""Facilitators answer applications. Everybody else finds nothing here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workspace.members import enrolment, rules
from workspace.members.forms import ContactForm, DeclineForm, EnrolForm, Together
from workspace.members.models import Application, Organisation
from workspace.site.due import in_words

PER_PAGE = 30
#: Characters of one field that are kept until the answer; the forms allow fewer.
LONGEST = 10_000


def applications(request: HttpRequest) -> HttpResponse:
    """Those that wait, the oldest first, then those that were answered."""
    _facilitators_only(request)
    sent = Application.objects.exclude(state=Application.State.DRAFT)
    waiting = sent.filter(state=Application.State.WAITING).prefetch_related("contacts")
    answered = sent.exclude(state=Application.State.WAITING).order_by("-decided_at", "-pk")
    page = Paginator(answered.select_related("organisation"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    rows = [(each, *_until(each)) for each in waiting]
    context = {"waiting": rows, "page": page}
    return render(request, "members/applications.html", context)


def _until(found: Application) -> tuple[str, str]:
    """State and word: by when it is answered, or since how many days it is late."""
    today = timezone.localdate()
    return in_words(found.due_on or today, today, "submitted")


def application(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk)
    return _show(request, found, request.session.get(_key(found), {}))


@require_POST
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a contact. What stands in the fields of the answer is there again afterwards."""
    found = _find(request, pk)
    contact = ContactForm(request.POST)
    if not contact.is_valid():
        return _show(request, found, request.POST, 400, judged={"contact_form": contact})
    enrolment.contact_record(application=found, user=request.user, **contact.cleaned_data)
    _keep(request, found)
    messages.success(request, _("The contact is recorded."))
    return redirect(found)


@require_POST
def enrol(request: HttpRequest, pk: int) -> HttpResponse:
    form = EnrolForm(request.POST)
    done = _("The organisation is enrolled. Its co-ordinator is told by e-mail.")
    return _answer(request, _find(request, pk), enrolment.application_enrol, done, enrol_form=form)


@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    form = DeclineForm(request.POST)
    done = _("The application is declined. The applicant is told by e-mail, with your reason.")
    return _answer(
        request, _find(request, pk), enrolment.application_decline, done, decline_form=form
    )


def _answer(
    request: HttpRequest,
    found: Application,
    service: Callable[..., Any],
    done: str,
    **answer: BaseForm,
) -> HttpResponse:
    """Record the contact, if one was begun, and answer. Both or nothing: else the application as
    it is now with the reason why not, and with all that was typed."""
    (form,) = answer.values()
    contact = ContactForm(request.POST, empty_permitted=True, use_required_attribute=False)
    judged = {"contact_form": contact, **answer}
    if not all([contact.is_valid(), form.is_valid()]):
        return _show(request, found, request.POST, 400, judged=judged)
    try:
        with transaction.atomic():
            if contact.has_changed():
                enrolment.contact_record(
                    application=found, user=request.user, **contact.cleaned_data
                )
            service(application=found, user=request.user, **form.cleaned_data)
    except PermissionDenied as refusal:
        now = _find(request, found.pk)
        return _show(request, now, request.POST, 409, refusal=str(refusal))
    except ValidationError as error:
        words = " ".join(error.messages)
        return _show(request, found, request.POST, 400, refusal=words)
    request.session.pop(_key(found), None)
    if contact.has_changed():
        messages.success(request, _("The contact is recorded."))
    messages.success(request, done)
    return redirect(found)


def _key(found: Application) -> str:
    return f"application-{found.pk}"


def _keep(request: HttpRequest, found: Application) -> None:
    """What was typed into the answer, until the application is answered."""
    names = [*EnrolForm.base_fields, *DeclineForm.base_fields]
    typed = {name: request.POST.get(name, "")[:LONGEST] for name in names}
    if any(typed.values()):
        request.session[_key(found)] = typed
    else:
        request.session.pop(_key(found), None)


def _facilitators_only(request: HttpRequest) -> None:
    if not rules.may_enrol(request.user):
        raise Http404


def _find(request: HttpRequest, pk: int) -> Application:
    _facilitators_only(request)
    sent = Application.objects.exclude(state=Application.State.DRAFT)
    return get_object_or_404(sent.select_related("organisation", "decided_by", "charter"), pk=pk)


def _show(
    request: HttpRequest,
    found: Application,
    typed: Mapping[str, str],
    status: int = 200,
    refusal: str = "",
    judged: Mapping[str, BaseForm] | None = None,
) -> HttpResponse:
    """The application with the forms that were judged; the others hold what was typed."""
    forms = {
        "contact_form": ContactForm.holding({"on": str(timezone.localdate()), **typed}),
        "enrol_form": EnrolForm.holding(typed),
        "decline_form": DeclineForm.holding(typed),
        **(judged or {}),
    }
    context = {
        "application": found,
        "contacts": found.contacts.select_related("by"),
        "namesakes": Organisation.objects.enrolled().filter(name__iexact=found.name),
        "refusal": refusal,
        "form": Together(list((judged or {}).values())),
        **forms,
    }
    return render(request, "members/application.html", context, status=status)
