"""An organisation applies: an address, three steps that are kept, and what became of it.

Whoever holds the secret address goes on. Nothing here tells whether an e-mail address is known.
"""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workspace.languages.typed import as_typed
from workspace.members import enrolment
from workspace.members.charter import articles
from workspace.members.forms import STEPS, BeginForm
from workspace.members.models import Application, CharterVersion

#: One field of a draft holds so many characters at most; the forms allow fewer.
LONGEST = 10_000
#: In the address of a step that must be mended before the application can be sent.
LACKS = "lacks"


def begin(request: HttpRequest) -> HttpResponse:
    """Leave an address and begin at once. How often: ACCOUNT_RATE_LIMITS, action "apply"."""
    user = request.user
    known = {"email": user.email} if user.is_authenticated else None
    form = BeginForm(request.POST or None, initial=known)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            email = form.cleaned_data["email"].lower()
            if ratelimit.consume(request, action="apply", key=email):
                application = enrolment.application_begin(
                    email=email, language=get_language() or "fr"
                )
                return redirect("members:apply_step", application.key, 1)
            form.add_error(None, _("Too many applications at once. Try again in an hour."))
            status = 429
    return render(request, "members/apply.html", {"form": form}, status=status)


def step(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """One step. It is kept as typed whichever way the reader leaves it."""
    application = get_object_or_404(Application, key=key)
    if not application.is_draft or not 1 <= number <= len(STEPS):
        return redirect("members:applied", key)
    if request.method == "POST":
        return _kept(request, application, number)
    return _show(request, application, number, judged=LACKS in request.GET)


def _kept(request: HttpRequest, application: Application, number: int) -> HttpResponse:
    names = STEPS[number - 1]().fields
    typed = {name: as_typed(request.POST.get(name, ""), LONGEST) for name in names}
    enrolment.application_keep(application=application, step=number, typed=typed)
    go = request.POST.get("go", "on")
    if go == "back" and number > 1:
        return redirect("members:apply_step", application.key, number - 1)
    if go == "later":
        return redirect("members:applied", application.key)
    if not _form(application, number).is_valid():
        return _show(request, application, number, status=400)
    if number < len(STEPS):
        return redirect("members:apply_step", application.key, number + 1)
    return _send(request, application)


def _send(request: HttpRequest, application: Application) -> HttpResponse:
    """After the last step; an earlier one that is not right is shown again."""
    words: dict[str, Any] = {}
    for number in range(1, len(STEPS) + 1):
        form = _form(application, number)
        if not form.is_valid():
            if not form.is_bound:  # so that it says what it lacks
                enrolment.application_keep(application=application, step=number, typed={})
            address = reverse("members:apply_step", args=[application.key, number])
            return redirect(f"{address}?{LACKS}")
        words |= form.words()
    enrolment.application_send(application=application, words=words)
    return redirect("members:applied", application.key)


def _form(application: Application, number: int, judged: bool = True) -> Any:
    """The step with what was typed; a step that was never kept is empty and not judged.

    When all are judged, an empty one is not valid. Whoever comes back to a draft is told nothing
    of what it lacks until they go on from there.
    """
    typed = application.draft.get(str(number))
    if not judged:
        known = {name: value for name, value in (typed or {}).items() if value}
        return STEPS[number - 1](initial=known, instance=Application(language=application.language))
    return STEPS[number - 1](typed, instance=Application(language=application.language))


def _show(
    request: HttpRequest,
    application: Application,
    number: int,
    status: int = 200,
    judged: bool = True,
) -> HttpResponse:
    version = CharterVersion.objects.in_force(timezone.localdate()) if number == 3 else None
    context = {
        "application": application,
        "number": number,
        "steps": len(STEPS),
        "title": _TITLES[number - 1](),
        "form": _form(application, number, judged),
        "version": version,
        "articles": articles(version.text.best(get_language() or "en").text) if version else [],
    }
    return render(request, "members/apply_step.html", context, status=status)


_TITLES = (
    lambda: _("Your organisation"),
    lambda: _("Its contact and co-ordinator"),
    lambda: _("What you want to do"),
)


def applied(request: HttpRequest, key: str) -> HttpResponse:
    """Where the application stands: a draft to go on with, waiting, or answered."""
    application = get_object_or_404(Application, key=key)
    open_step = next(
        (n for n in range(1, len(STEPS) + 1) if not _form(application, n).is_valid()), len(STEPS)
    )
    context = {"application": application, "open_step": open_step}
    return render(request, "members/applied.html", context)
