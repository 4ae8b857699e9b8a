"""What a wave answered, and the frozen results that can be cited."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from research import rules
from research.charts.file import as_file
from research.disclosure.protected import Protected
from research.drawing import shown
from research.exports import as_csv
from research.findings import with_sources
from research.instruments import document_of
from research.models import Finding, Snapshot, Wave
from research.results import Result, WaveResults, results
from research.snapshots import snapshot_take
from research.waves import wave_before, wave_month, wave_title
from workspace.access.tiers import Tier


def find_wave(request: HttpRequest, pk: int) -> Wave:
    rows = Wave.objects.select_related("version__instrument", "programme", "space")
    found: Wave = rows.seen_or_404(request.audience, pk=pk)
    return found


def report(request: HttpRequest, wave: int) -> HttpResponse:
    return _report(request, find_wave(request, wave))


@require_POST
def freeze(request: HttpRequest, wave: int, question: str) -> HttpResponse:
    """A researcher freezes one result; for everybody else there is nothing here."""
    found = find_wave(request, wave)
    if not rules.may_research(request.user, found.programme):
        raise Http404
    tier = request.POST.get("tier", "")
    if tier not in _TIERS:
        tier = str(Tier.SPACE)
    try:
        snapshot = snapshot_take(wave=found, question=question, user=request.user, tier=tier)
    except KeyError:
        raise Http404 from None
    except ValidationError as refusal:
        return _report(request, found, refusal={question: refusal.messages[0]}, status=400)
    return redirect(snapshot)


_TIERS = (Tier.PUBLIC, Tier.NETWORK, Tier.SPACE)


def _report(
    request: HttpRequest, wave: Wave, refusal: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    insider = bool(rules.may_research(request.user, wave.programme))
    today = timezone.localdate()
    before = wave_before(wave, request.audience)
    counted = results([wave, *([before] if before else [])], today, insider=insider)
    labels = {"a": wave_month(wave)} | ({"w1": wave_month(before)} if before else {})
    seen = set(
        Snapshot.objects.visible_to(request.audience).filter(wave=wave).values_list("pk", flat=True)
    )
    sections = [
        {
            "number": number,
            "question": question,
            "shown": _shown(counted, question.key, labels),
            "frozen": _frozen(counted[0].results[question.key], seen),
            "refusal": (refusal or {}).get(question.key, ""),
        }
        for number, question in enumerate(document_of(wave.version).questions, 1)
    ]
    context = {
        "wave": wave,
        "title": wave_title(wave),
        "document": document_of(wave.version),
        "counted": counted[0],
        "before": before,
        "labels": labels,
        "sections": sections,
        "is_open": wave.is_open(today),
        "is_planned": today < wave.opens_on,
        "may_freeze": insider,
        "tiers": _TIERS,
    }
    return render(request, "research/report.html", context, status=status)


def _shown(counted: list[WaveResults], key: str, labels: dict[str, Any]) -> Any:
    table = counted[0].results[key].table
    earlier = counted[1].results.get(key) if len(counted) > 1 else None
    return (
        shown(table, earlier=earlier.table if earlier else None, labels=labels) if table else None
    )


def _frozen(result: Result, seen: set[int]) -> dict[str, Any] | None:
    """The day is said to every reader of the report; the link only to those who may follow it."""
    if result.frozen is None:
        return None
    return {"on": result.frozen.taken_on, "snapshot": result.frozen.pk in seen and result.frozen}


def report_csv(request: HttpRequest, wave: int, question: str) -> HttpResponse:
    found = find_wave(request, wave)
    return _csv(_table(request, found, question), f"{found.version.instrument.key}-{found.number}")


def report_svg(request: HttpRequest, wave: int, question: str) -> HttpResponse:
    found = find_wave(request, wave)
    name = f"{found.version.instrument.key}-{found.number}"
    return _svg(request, _table(request, found, question), found, name)


def _table(request: HttpRequest, wave: Wave, question: str) -> Protected:
    insider = bool(rules.may_research(request.user, wave.programme))
    found = results([wave], timezone.localdate(), insider=insider)[0].results.get(question)
    if found is None or found.table is None:
        raise Http404
    return found.table


def find_result(request: HttpRequest, pk: int) -> Snapshot:
    rows = Snapshot.objects.select_related(
        "wave__version__instrument", "wave__programme", "wave__space", "space"
    )
    found: Snapshot = rows.seen_or_404(request.audience, pk=pk)
    return found


def result(request: HttpRequest, pk: int) -> HttpResponse:
    """A frozen result, at an address that never changes."""
    snapshot = find_result(request, pk)
    standing = Finding.objects.standing().visible_to(request.audience)
    findings = standing.filter(sources__snapshot=snapshot)
    context = {
        "snapshot": snapshot,
        "wave": snapshot.wave,
        "title": wave_title(snapshot.wave),
        "shown": shown(Protected.of(snapshot.table), labels={"a": wave_month(snapshot.wave)}),
        "fingerprint": [snapshot.digest[at : at + 8] for at in range(0, 64, 8)],
        "address": request.build_absolute_uri(snapshot.get_absolute_url()),
        "open_report": Wave.objects.visible_to(request.audience)
        .filter(pk=snapshot.wave_id)
        .exists(),
        "findings": with_sources(findings.distinct(), request.audience),
        "may_cite": bool(rules.may_research(request.user, snapshot.wave.programme)),
    }
    return render(request, "research/result.html", context)


def result_csv(request: HttpRequest, pk: int) -> HttpResponse:
    return _csv(Protected.of(find_result(request, pk).table), f"result-{pk}")


def result_svg(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_result(request, pk)
    return _svg(request, Protected.of(found.table), found.wave, f"result-{pk}")


def _csv(table: Protected, name: str) -> HttpResponse:
    return _file(as_csv(table), "text/csv", f"{name}-{table.question}.csv")


def _svg(request: HttpRequest, table: Protected, wave: Wave, name: str) -> HttpResponse:
    """The chart with its question, its source, and the address of the page that has it."""
    if not table.drawable:
        raise Http404
    made = shown(table)
    page = request.build_absolute_uri(request.path.rpartition("/")[0] + "/")
    title = wave_title(wave).best(get_language() or "en").text
    source = f"{title}. {made.source} {page}"
    drawing = as_file(made.drawing, made.label, source)
    return _file(drawing, "image/svg+xml", f"{name}-{table.question}.svg")


def _file(body: str, kind: str, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(body, content_type=f"{kind}; charset=utf-8", headers=headers)
