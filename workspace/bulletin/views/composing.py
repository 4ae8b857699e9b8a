"""Editors compose an issue: its texts, its things, its publication."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workspace.access.tiers import Tier
from workspace.bulletin import rules, services
from workspace.bulletin.citing import Reference, cited, offered, reference
from workspace.bulletin.forms import FrontForm, IssueForm
from workspace.bulletin.models import Featured, Issue
from workspace.bulletin.views.issues import find_issue, show


def _editors_only(request: HttpRequest) -> None:
    if not rules.may_compose(request.user):
        raise Http404


def new(request: HttpRequest) -> HttpResponse:
    _editors_only(request)
    return _write(request, Issue(tier=Tier.PUBLIC))


def edit(request: HttpRequest, number: int) -> HttpResponse:
    _editors_only(request)
    return _write(request, find_issue(request, number))


def _write(request: HttpRequest, issue: Issue) -> HttpResponse:
    initial = {name: getattr(issue, name) for name in ("title", "editorial", "tier", "version")}
    form = IssueForm(request.POST or None, initial=initial)
    context: dict[str, Any] = {"form": form, "issue": issue}
    if request.method == "POST" and form.is_valid():
        try:
            saved = services.issue_write(
                issue=issue,
                user=request.user,
                version=form.cleaned_data["version"],
                words=form.words(),
            )
        except services.Stale:
            return _stale(request, context)
        except ValidationError as refusal:
            form.add_error("tier", " ".join(refusal.messages))
        else:
            messages.success(request, _("Saved."))
            target = "bulletin:issue" if saved.items.exists() else "bulletin:items"
            return redirect(target, saved.number)
    # Validation may have written what was typed into the issue: the page says what is stored.
    status = 400 if form.errors else 200
    return render(request, "bulletin/edit.html", context, status=status)


def _stale(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Both are shown; the next save is made on the present version."""
    stored = Issue.objects.get(pk=context["issue"].pk)
    typed = request.POST.copy()
    typed["version"] = str(stored.version)
    context |= {"form": IssueForm(typed), "issue": stored, "stale": True}
    return render(request, "bulletin/edit.html", context, status=409)


def items(request: HttpRequest, number: int) -> HttpResponse:
    """Tick what the issue carries; the number beside it gives its place."""
    _editors_only(request)
    issue = find_issue(request, number)
    status, error = 200, ""
    chosen = list(issue.items.values_list("kind", "object_id"))  # type: ignore[attr-defined]
    if request.method == "POST":
        try:
            chosen = _ticked(request)
            services.issue_choose(
                issue=issue, user=request.user, version=_version(request), references=chosen
            )
        except services.Stale:
            status, error = (
                409,
                _("Somebody changed this issue meanwhile. Your choice stands below."),
            )
            issue = find_issue(request, number)
        except ValidationError as refusal:
            status, error = 400, " ".join(refusal.messages)
        else:
            messages.success(request, _("Saved."))
            return redirect(issue)
    words = request.GET.get("q", "")[:100]
    there = cited(chosen, request.audience)
    groups = [
        (name, [each for each in things if (each.kind, each.pk) not in set(chosen)])
        for name, things in offered(request.audience, issue.tier, words)
    ]
    context = {"issue": issue, "chosen": there, "groups": groups, "words": words, "error": error}
    return render(request, "bulletin/items.html", context, status=status)


def _ticked(request: HttpRequest) -> list[Reference]:
    """The ticked things in the order of their numbers; those without one come last."""

    def place(key: str) -> int:
        number = request.POST.get(f"place_{key}", "").strip()
        return int(number) if number.isascii() and number.isdigit() else 10**6

    try:
        return [reference(key) for key in sorted(request.POST.getlist("take"), key=place)]
    except ValueError:
        raise ValidationError(_("Something in this form has not the expected shape.")) from None


def _version(request: HttpRequest) -> int:
    number = request.POST.get("version", "")
    return int(number) if number.isascii() and number.isdigit() else -1


@require_POST
def publish(request: HttpRequest, number: int) -> HttpResponse:
    issue = find_issue(request, number)
    return _act(request, issue, services.issue_publish, _("The issue is published."))


@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    issue = find_issue(request, number)
    return _act(request, issue, services.issue_withdraw, _("The issue is a draft again."))


def _act(
    request: HttpRequest, issue: Issue, service: Callable[..., Any], done: str
) -> HttpResponse:
    """Do it, or show the issue again with the reason why not."""
    try:
        service(issue=issue, user=request.user)
    except PermissionDenied as refusal:
        if not request.user.is_authenticated:
            raise Http404 from None
        fresh = find_issue(request, issue.number)
        return show(request, fresh, status=403, refusal=str(refusal))
    messages.success(request, done)
    return redirect(issue)


def front(request: HttpRequest) -> HttpResponse:
    """Up to three things that the home page puts first."""
    _editors_only(request)
    now = list(Featured.objects.values_list("place", "kind", "object_id"))
    groups = offered(request.audience, Tier.NETWORK, request.GET.get("q", "")[:100])
    present = cited([(kind, pk) for _place, kind, pk in now], request.audience)
    listed = {each.key for _name, things in groups for each in things}
    if kept := [each for each in present if each.key not in listed]:
        groups.insert(0, (_("On the home page now"), kept))
    initial = {f"place_{place}": f"{kind}:{pk}" for place, kind, pk in now}
    digest = services.front_digest()
    form = FrontForm(request.POST or None, groups=groups, initial={**initial, "seen": digest})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            services.front_choose(
                user=request.user, seen=form.cleaned_data["seen"], references=form.references()
            )
        except services.Stale:
            typed = request.POST.copy()
            typed["seen"] = digest
            form, status = FrontForm(typed, groups=groups), 409
        else:
            messages.success(request, _("The home page shows your choice."))
            return redirect("site:home")
    elif form.errors:
        status = 400
    context = {"form": form, "present": present, "stale": status == 409}
    return render(request, "bulletin/front.html", context, status=status)
