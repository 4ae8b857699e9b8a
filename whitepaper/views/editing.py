"""Forms: a member proposes a recommendation, an editor writes an edition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from research.models import Finding
from twinning.models import ProgrammePage
from whitepaper import rules, services
from whitepaper.forms import EditionForm, RecommendationForm
from whitepaper.models import Edition, Recommendation
from whitepaper.views.edition import edition_context, find_edition
from workspace.access.tiers import Tier
from workspace.languages.text import LANGUAGES, Passage


def propose(request: HttpRequest) -> HttpResponse:
    """For members of the network; everybody else finds nothing here."""
    programme = services.current_programme()
    if programme is None or not (request.audience.network or request.audience.everything):
        raise Http404
    rules.may_propose(request.audience).require()
    standing = Finding.objects.standing().filter(programme=programme)
    findings = standing.visible_to(request.audience)
    form = RecommendationForm(request.POST or None, findings=findings.order_by("number"))
    if request.method == "POST" and form.is_valid():
        try:
            recommendation = services.recommendation_propose(
                programme=programme,
                user=request.user,
                words=form.words(),
                findings=list(form.cleaned_data["findings"]),
            )
        except ValidationError as refusal:
            form.add_error("findings", refusal)
        else:
            messages.success(request, _("Proposed. The members of the network read it now."))
            return redirect(recommendation)
    context = {"form": form, "section": "white-paper"}
    status = 400 if form.errors else 200
    return render(request, "whitepaper/propose.html", context, status=status)


def new(request: HttpRequest) -> HttpResponse:
    programme = services.current_programme()
    if programme is None or not rules.may_write_edition(request.user, programme):
        raise Http404
    return _write(request, Edition(programme=programme, tier=Tier.PUBLIC))


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    edition = find_edition(request, pk)
    if not rules.may_write_edition(request.user, edition.programme):
        raise Http404
    decision = rules.may_edit(request.user, edition)
    if not decision:
        context = edition_context(request, edition, refusal=str(decision.reason))
        return render(request, "whitepaper/edition.html", context, status=403)
    return _write(request, edition)


def _write(request: HttpRequest, edition: Edition) -> HttpResponse:
    form = EditionForm(
        request.POST or None,
        offered=_offered(request, edition.programme),
        initial=_initial(edition),
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved = services.edition_save(
                edition=edition,
                user=request.user,
                version=form.cleaned_data["version"],
                words=form.words(),
                recommendations=form.chosen(),
            )
        except services.StaleEdition as stale:
            return _stale(request, form, stale.current)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect(saved)
    context = {"form": form, "edition": edition, "section": "white-paper"}
    status = 400 if form.errors else 200
    return render(request, "whitepaper/edition_form.html", context, status=status)


def _stale(request: HttpRequest, form: EditionForm, current: Edition) -> HttpResponse:
    """What is stored is shown beside what was typed; the next save is made on the former."""
    typed = request.POST.copy()
    typed["version"] = str(current.version)
    again = EditionForm(typed, offered=form.offered)
    again.add_error(None, _("Somebody saved this edition while you were writing."))
    items = current.items.select_related("recommendation")  # type: ignore[attr-defined]
    stored = [item.recommendation for item in items]
    context = {
        "form": again,
        "edition": current,
        "section": "white-paper",
        "stale": True,
        "changed": list(_changed(form, current)),
        "order": stored if stored != form.chosen() else None,
    }
    return render(request, "whitepaper/edition_form.html", context, status=409)


def _changed(form: EditionForm, current: Edition) -> Iterator[dict[str, Any]]:
    """What is stored otherwise than typed: its label and its words, language by language."""
    for name in EditionForm.TEXTS:
        stored, typed = getattr(current, name), form.cleaned_data[name]
        passages = [
            Passage(stored[code], code) for code in LANGUAGES if stored[code] != typed[code]
        ]
        if passages:
            yield {"label": form.fields[name].label, "passages": passages}
    if current.tier != form.cleaned_data["tier"]:
        passages = [Passage(str(Tier(current.tier).label), "")]
        yield {"label": form.fields["tier"].label, "passages": passages}


def _offered(request: HttpRequest, programme: ProgrammePage) -> Any:
    """Retained recommendations that the editor may see."""
    rows = Recommendation.objects.filter(programme=programme, state=Recommendation.State.RETAINED)
    return rows.visible_to(request.audience).order_by("number")


def _initial(edition: Edition) -> dict[str, Any]:
    initial = {name: getattr(edition, name) for name in (*EditionForm.WORDS, "version")}
    return initial | EditionForm.places_of(edition) if edition.pk else initial
