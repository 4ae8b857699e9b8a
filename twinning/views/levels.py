"""Who can see a twinning, a phase or a post: choose, read what follows, confirm."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from twinning import front_rules, levels
from twinning.drawn import DrawnFrom
from twinning.level_form import LevelForm
from twinning.people import names, readers, readers_now
from twinning.views.closing import about, not_now, stands_against
from twinning.views.journal import find_post
from twinning.views.phase import find_phase
from twinning.views.posting import demand
from twinning.views.twinning import find_twinning
from workspace.access.tiers import Tier


def twinning_level(request: HttpRequest, slug: str) -> HttpResponse:
    return _level(request, find_twinning(request, slug))


def phase_level(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return _level(request, find_phase(request, slug, number))


def post_level(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return _level(request, find_post(request, slug, pk))


def _level(request: HttpRequest, obj: levels.Thing) -> HttpResponse:
    demand(request, front_rules.may_set_level(request.user, obj))
    form = LevelForm(obj, request.user, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, obj, form, status=400 if form.errors else 200)
    if form.cleaned_data["was"] != obj.tier:
        data = request.POST.copy()
        data["was"] = str(obj.tier)
        again = LevelForm(obj, request.user, data)
        again.add_error(None, _("Somebody has just changed who can see this. Look again."))
        return _page(request, obj, again, status=409)
    change = {"tier": form.cleaned_data["tier"], "people": form.named()}
    try:
        if not request.POST.get("confirmed"):
            found = levels.level_try(obj=obj, user=request.user, **change)
            return _confirm(request, obj, form, found, status=409 if found.against else 200)
        changed = levels.level_set(obj=obj, user=request.user, **change)
    except ValidationError as refusal:
        form.add_error("tier", refusal)
        return _page(request, obj, form, status=400)
    except DrawnFrom as refused:
        return not_now(request, obj, refused.against)
    messages.success(request, _("Changed: %(who)s") % {"who": readers_now(changed)})
    return redirect(obj)


def _page(request: HttpRequest, obj: levels.Thing, form: LevelForm, status: int) -> HttpResponse:
    context = {
        **about(obj),
        "form": form,
        "readers": readers_now(obj),
        "waits": not obj.published,
    }
    return render(request, "twinning/level.html", context, status=status)


def _confirm(
    request: HttpRequest,
    obj: levels.Thing,
    form: LevelForm,
    found: levels.Consequences,
    status: int,
) -> HttpResponse:
    tier, people = form.cleaned_data["tier"], form.named()
    context = {
        **about(obj),
        "form": form,
        "tier": tier,
        "people": people,
        "readers": readers_now(obj),
        "will_read": names(people) if tier == Tier.NAMED else readers(tier, obj.space),
        "waits": not obj.published and tier != Tier.NAMED,
        "follows": [about(each) for each in found.follows],
        **stands_against(request, found.against),
    }
    return render(request, "twinning/level_confirm.html", context, status=status)
