"""The evidence of a phase in the front office: one simple form for each kind of block."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from twinning import evidence, front_rules, gate, phase_files, stale
from twinning.evidence_forms import (
    BlockForm,
    FiguresForm,
    MediaForm,
    MilestonesForm,
    QuotationForm,
    TextForm,
)
from twinning.file_forms import FileForm, PictureForm
from twinning.gallery_form import GalleryForm
from twinning.models import PhasePage
from twinning.people import readers_now, readers_once_published
from twinning.views.phase import find_phase
from twinning.views.posting import demand
from workspace.access.decisions import refused
from workspace.library.files import is_disk_full

FORMS: dict[str, type[BlockForm]] = {
    "text": TextForm,
    "picture": PictureForm,
    "gallery": GalleryForm,
    "file": FileForm,
    "quotation": QuotationForm,
    "figures": FiguresForm,
    "milestones": MilestonesForm,
    "media": MediaForm,
}
REVISIONS = 5


def find_open_phase(request: HttpRequest, slug: str, number: int) -> PhasePage:
    """The phase, for those who may change its evidence; others read why not."""
    phase = find_phase(request, slug, number)
    demand(request, front_rules.may_document(request.user, phase))
    return phase


def evidence_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return _list(request, find_open_phase(request, slug, number))


def block_add(request: HttpRequest, slug: str, number: int, kind: str) -> HttpResponse:
    phase = find_open_phase(request, slug, number)
    if kind not in FORMS:
        raise Http404
    if request.method != "POST":
        return _form(request, phase, kind, FORMS[kind](phase=phase))
    form = FORMS[kind](phase=phase, data=request.POST, files=request.FILES)
    return _save(request, phase, kind, form)


def block_edit(request: HttpRequest, slug: str, number: int, block: UUID) -> HttpResponse:
    phase = find_open_phase(request, slug, number)
    found = _item(request, phase, block)
    kind, value = found.kind, found.bound.value
    if request.method != "POST":
        form = FORMS[kind](phase=phase, value=value, block=block, seen=found.digest)
        return _form(request, phase, kind, form, found)
    data = stale.chosen(request.POST, _stored(phase, found))
    form = FORMS[kind](phase=phase, value=value, data=data, files=request.FILES)
    return _save(request, phase, kind, form, found)


@require_POST
def block_move(request: HttpRequest, slug: str, number: int, block: UUID) -> HttpResponse:
    phase = find_open_phase(request, slug, number)
    up = request.POST.get("way") == "up"
    try:
        evidence.block_move(phase=phase, user=request.user, block=block, up=up)
    except stale.Stale:
        messages.warning(request, _("Somebody has removed this in the meantime."))
    return redirect(_address(phase))


def block_remove(request: HttpRequest, slug: str, number: int, block: UUID) -> HttpResponse:
    phase = find_open_phase(request, slug, number)
    found = _item(request, phase, block)
    problem, status = "", 200
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            evidence.block_remove(phase=phase, user=request.user, block=block, seen=seen)
            messages.success(request, _("Removed. Older revisions of the page still show it."))
            return redirect(_address(phase))
        except stale.Stale:
            problem = _("Somebody has changed it in the meantime. This is what is stored now.")
            status = 409
    context = {**_about(phase), "item": found, "problem": problem}
    return render(request, "twinning/block_remove.html", context, status=status)


def _item(request: HttpRequest, phase: PhasePage, block: UUID) -> evidence.Item:
    """The block; not for those to whom a file in it is closed."""
    found = evidence.item(phase, block)
    if found is None or found.kind not in FORMS:
        raise Http404
    files = phase_files.files_in(found.bound)
    if not all(file is None or request.audience.may_see(file.labels()) for file in files):
        demand(request, refused(_("A file in it is not open to you.")))
    return found


def _save(
    request: HttpRequest,
    phase: PhasePage,
    kind: str,
    form: BlockForm,
    found: evidence.Item | None = None,
) -> HttpResponse:
    if not form.is_valid():
        return _form(request, phase, kind, form, found, status=400)
    signed = phase.signatures.exists()
    try:
        evidence.block_save(
            phase=phase,
            user=request.user,
            kind=kind,
            block=UUID(found.id) if found else form.cleaned_data["block"],
            seen=form.cleaned_data["seen"],
            build=lambda _locked, stored: form.raw(request.user, stored),
        )
    except stale.Stale as newer:
        return _stale(request, newer.current, kind, form)
    except OSError as error:
        if not is_disk_full(error):
            raise
        form.add_error(None, _("The disk of this site is full: the file could not be kept."))
        return _form(request, phase, kind, form, found, status=507)
    messages.success(
        request,
        _("Saved. All signatures under this phase are withdrawn.") if signed else _("Saved."),
    )
    if form.asks:
        messages.info(request, form.asks)
    for words in form.refused:
        messages.warning(request, words, extra_tags="partly")
    if form.goes_on or request.POST.get("action") == "more":
        block = found.id if found else form.cleaned_data["block"]
        address = reverse("twinning:block_edit", args=[*_args(phase), block])
        return redirect(address)
    return redirect(_address(phase))


def _stale(request: HttpRequest, phase: PhasePage, kind: str, form: BlockForm) -> HttpResponse:
    """What is stored now and what was typed; the next save is made on the present state."""
    found = evidence.item(phase, form.cleaned_data["block"])
    typed = stale.typed_again(form)
    typed["seen"] = found.digest if found else ""
    value = found.bound.value if found else None
    again = FORMS[kind](phase=phase, value=value, data=typed, files=request.FILES)
    if found is None:
        again.add_error(None, _("Somebody has removed this. Saving it adds it again."))
        return _form(request, phase, kind, again, None, status=409)
    again.add_error(None, _("Somebody changed this while you were writing."))
    stored = _stored(phase, found)
    differences = stale.differences(form.typed(), stored, form.cleaned_data, form.in_words())
    return _form(request, phase, kind, again, found, status=409, differences=differences)


def _stored(phase: PhasePage, found: evidence.Item) -> dict[str, str]:
    """The words of the block as a form would send them."""
    form = FORMS[found.kind](phase=phase, value=found.bound.value)
    return {name: str(form[name].value() or "") for name in form.typed()}


def _list(request: HttpRequest, phase: PhasePage) -> HttpResponse:
    context = {
        **_about(phase),
        "items": evidence.items(phase),
        "kinds": [(kind, form.name) for kind, form in FORMS.items()],
        "revisions": phase.revisions.select_related("user").order_by("-created_at")[:REVISIONS],
    }
    return render(request, "twinning/evidence.html", context)


def _form(
    request: HttpRequest,
    phase: PhasePage,
    kind: str,
    form: BlockForm,
    found: evidence.Item | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    if request.FILES and form.errors and "file" not in form.errors:
        form.add_error("file", form.again)
    adding = reverse("twinning:block_add", args=[*_args(phase), kind])
    editing = reverse("twinning:block_edit", args=[*_args(phase), found.id]) if found else ""
    context = {
        **_about(phase),
        "kind": kind,
        "name": FORMS[kind].name,
        "form": form,
        "item": found,
        "asked": "" if found else _asked(phase, kind),
        "action": editing or adding,
        "last_change": phase.latest_revision_created_at,
        **more,
    }
    return render(request, "twinning/block_form.html", context, status=status)


def _asked(phase: PhasePage, kind: str) -> str:
    """What the phase still waits for that evidence of this kind can bring."""
    missing = gate.missing(phase, get_language() or "en")
    return "; ".join(need.label for need in missing if need.block == kind)


def _about(phase: PhasePage) -> dict[str, Any]:
    return {
        "phase": phase,
        "twinning": phase.twinning,
        "readers": readers_now(phase),
        "later": "" if phase.published else readers_once_published(phase),
    }


def _args(phase: PhasePage) -> list[Any]:
    return [phase.twinning.slug, phase.template.number]


def _address(phase: PhasePage) -> str:
    return reverse("twinning:evidence", args=_args(phase))
