"""Front door, home page, personal workspace."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_from_request, override

from workspace.access.public_pages import public_page
from workspace.access.rules import remember
from workspace.registries import actions, news, panels, todo
from workspace.site import due, visits
from workspace.site.help import chapters_for
from workspace.site.writing import RULES

#: Lines of what is new of one kind; the rest is found where it happened.
MOST_NEWS = 4


def front_door(request: HttpRequest) -> HttpResponse:
    """To the home page in the language of the cookie or the browser."""
    with override(get_language_from_request(request)):
        response = redirect("site:home")
    response["Vary"] = "Accept-Language, Cookie"
    return response


def admin_login(request: HttpRequest) -> HttpResponse:
    """The back office sends here whoever may not enter: for them it is not there."""
    if request.user.is_authenticated:
        raise Http404
    with override(get_language_from_request(request)):
        return redirect(f"{reverse('account_login')}?next={reverse('wagtailadmin_home')}")


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """What the network is, how far it is, and what it has to say. Panels come from the apps."""
    return render(request, "site/home.html", {"panels": panels.home(request)})


@login_required
def workspace(request: HttpRequest) -> HttpResponse:
    """What waits for this person, what is new, what they can begin."""
    now = timezone.now()
    today = timezone.localdate(now)
    remember(request.user)
    rows = due.rows(todo.tasks_for(request.user), today)
    since = visits.new_since(request.user, now)
    context = {
        "rows": rows,
        "pressing": sum(row.presses for row in rows),
        "today": today,
        "since": since,
        "news": news.news_for(request.user, request.audience, since, MOST_NEWS),
        "actions": actions.actions_for(request),
        "panels": panels.workspace(request),
    }
    return render(request, "site/workspace.html", context)


def writing(request: HttpRequest) -> HttpResponse:
    """The style guide to which every form leads."""
    return render(request, "site/writing.html", {"rules": RULES})


def help_page(request: HttpRequest) -> HttpResponse:
    """What one wants to do, and where that is: for a visitor, a member, each role."""
    context = {"chapters": chapters_for(request.user), "contact": settings.CONTACT_ADDRESS}
    return render(request, "site/help.html", context)


def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, for how long, who sees it, how to have it deleted."""
    return render(request, "site/privacy.html", {"contact": settings.CONTACT_ADDRESS})


def accessibility(request: HttpRequest) -> HttpResponse:
    """What was checked, what is known to fall short, whom to write to."""
    return render(request, "site/accessibility.html", {"contact": settings.CONTACT_ADDRESS})
