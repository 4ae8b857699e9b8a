"""Title and summary of a resource in one more language, beside the original."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workspace.access.decisions import Decision
from workspace.languages.forms import NAMES
from workspace.library import machine, rules, translating
from workspace.library.forms import TranslationForm
from workspace.library.models import Resource, Translation
from workspace.library.views.centre import find_resource, show


def translation(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Write, correct or confirm. Those who may not translate read why, visitors find nothing."""
    resource = _translatable(request, pk, language)
    if isinstance(resource, HttpResponse):
        return resource
    seen = translating.digest(resource, language)
    initial = {**_present(resource, language), "seen": seen}
    form = TranslationForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            translating.translation_write(
                resource=resource,
                language=language,
                user=request.user,
                words=form.words(),
                seen=form.cleaned_data["seen"],
                credit=form.cleaned_data["credit"],
            )
        except translating.StaleTranslation:
            status = 409
            typed = request.POST.copy()
            typed["seen"] = seen
            form = TranslationForm(typed, initial=initial)
        else:
            kept = any(form.words().values())
            done = _("The translation is saved.") if kept else _("The translation is removed.")
            messages.success(request, done)
            return redirect(resource)
    elif form.errors:
        status = 400
    context = _context(request, resource, language, form) | {"stale": status == 409}
    return render(request, "library/translation.html", context, status=status)


@require_POST
def translation_draft(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """A first version by the machine, where there is one."""
    found = machine.translator()
    if found is None:
        raise Http404
    resource = _translatable(request, pk, language)
    if isinstance(resource, HttpResponse):
        return resource
    try:
        translating.translation_draft(
            resource=resource, language=language, user=request.user, machine=found
        )
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
    except OSError:
        messages.error(request, _("The machine translation does not answer. Try again later."))
    return redirect("library:translation", pk, language)


def _translatable(request: HttpRequest, pk: int, language: str) -> Resource | HttpResponse:
    resource = find_resource(request, pk)
    decision = rules.may_translate(request.audience, resource, language)
    if decision:
        return resource
    if not request.user.is_authenticated or language not in NAMES:
        raise Http404
    return show(request, resource, status=403, refusal=decision.reason)


def _present(resource: Resource, language: str) -> dict[str, Any]:
    there = _there(resource, language)
    words = {each.passage: each.text for each in there}
    return words | {"credit": next((each.credit for each in there if each.credit), "")}


def _there(resource: Resource, language: str) -> list[Translation]:
    rows = resource.translations.all()  # type: ignore[attr-defined]
    return [each for each in rows if each.language == language]


def _context(
    request: HttpRequest, resource: Resource, language: str, form: TranslationForm
) -> dict[str, Any]:
    known = {each.passage: each for each in _there(resource, language)}
    rows = [
        {
            "field": form[name],
            "original": getattr(resource, name),
            "known": known.get(name),
        }
        for name in Resource.PASSAGES
    ]
    return {
        "resource": resource,
        "form": form,
        "rows": rows,
        "language": language,
        "machine": _machine(request, resource, language) if len(known) < len(rows) else None,
    }


def _machine(request: HttpRequest, resource: Resource, language: str) -> Decision | None:
    """Whether the machine may be asked, or why not; None where there is no machine."""
    if machine.translator() is None:
        return None
    return rules.may_ask_machine(request.audience, resource, language)
