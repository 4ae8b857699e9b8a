"""A member writes a resource; the editors and its author change it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from workspace.languages.text import Passage
from workspace.library import rules, services
from workspace.library.forms import ResourceForm
from workspace.library.models import Resource
from workspace.library.views.centre import find_resource, show


def resource_new(request: HttpRequest) -> HttpResponse:
    """Members of the network add a resource; for everybody else there is nothing here."""
    if not rules.may_add_resource(request.audience):
        raise Http404
    form = ResourceForm(request.POST or None, request.FILES or None, audience=request.audience)
    if request.method == "POST" and form.is_valid():
        resource = services.resource_draft(
            words=form.words(),
            tier=form.cleaned_data["tier"],
            space=form.cleaned_data["space"],
            token=form.cleaned_data["token"],
            file=form.cleaned_data["file"],
            user=request.user,
        )
        messages.success(request, _("Your draft is kept. This page says what follows."))
        return redirect(resource)
    status = 400 if form.errors else 200
    return render(request, "library/new.html", {"form": form}, status=status)


def resource_edit(request: HttpRequest, pk: int) -> HttpResponse:
    resource = find_resource(request, pk)
    decision = rules.may_edit(request.user, resource)
    if not decision and not request.user.is_authenticated:
        raise Http404
    if not decision:
        return show(request, resource, status=403, refusal=decision.reason)
    form = ResourceForm(
        request.POST or None, request.FILES or None, instance=resource, audience=request.audience
    )
    context: dict[str, Any] = {"resource": resource, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            _change(request, resource, form)
        except services.StaleResource as stale:
            return _stale(request, context, stale.current)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return redirect(resource)
    # Validation wrote what was typed into the instance: its heading shows what is stored.
    context["heading"] = Passage(*Resource.objects.values_list("title", "language").get(pk=pk))
    status = 400 if form.errors else 200
    return render(request, "library/edit.html", context, status=status)


def _change(request: HttpRequest, resource: Resource, form: ResourceForm) -> None:
    was_live = Resource.objects.values_list("live", flat=True).get(pk=resource.pk)
    changed = services.resource_change(
        resource=resource,
        user=request.user,
        version=form.cleaned_data["version"] or 0,
        words=form.words(),
        tier=form.cleaned_data["tier"],
        space=form.cleaned_data["space"],
        file=form.cleaned_data["file"],
    )
    if was_live and not changed.live:
        messages.info(
            request, _("It is a draft again: only editors open it to more people. Propose it.")
        )
    else:
        messages.success(request, _("Saved."))


def _stale(request: HttpRequest, context: dict[str, Any], current: Resource) -> HttpResponse:
    """Both are shown; the next save is made on the present version."""
    typed = request.POST.copy()
    typed["version"] = str(current.version)
    form = ResourceForm(typed, instance=current, audience=request.audience)
    stored = Resource.objects.select_related("space", "attachment").get(pk=current.pk)
    changed = [
        {"label": form.fields[name].label, "text": _shown(stored, name)}
        for name in form.fields
        if name not in ("file", "version", "token")
        and str(typed.get(name, "")) != str(_raw(stored, name))
    ]
    context |= {
        "form": form,
        "stale": stored,
        "changed": changed,
        "heading": Passage(stored.title, stored.language),
    }
    return render(request, "library/edit.html", context, status=409)


def _raw(resource: Resource, name: str) -> Any:
    value = getattr(resource, f"{name}_id") if name == "space" else getattr(resource, name)
    return "" if value is None else value


def _shown(resource: Resource, name: str) -> Any:
    display = getattr(resource, f"get_{name}_display", None)
    value = display() if display else getattr(resource, name)
    return value or _("Nothing")
