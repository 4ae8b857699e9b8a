"""Publishing findings, and reading their sources as one reader may see them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from research import rules
from research.models import Finding, FindingSource, Snapshot
from research.waves import wave_title
from twinning.models import JournalPost, PhasePage, ProgrammePage, TwinningPage
from workspace.access.lineage import too_open
from workspace.access.models import Space
from workspace.access.tiers import Tier, strictest
from workspace.languages.templatetags.languages import words
from workspace.languages.text import Text
from workspace.registries.evidence import all_citables, citable_of
from workspace.site.words import day

if TYPE_CHECKING:
    from workspace.access.audience import Audience

#: Parts of the evidence that decide how open a finding may be.
_Protected = Snapshot | PhasePage | JournalPost | TwinningPage


@dataclass(frozen=True)
class Quotation:
    """A text that may be cited and the words taken from it; no words means its first passage."""

    text: Any
    quote: str = ""


@transaction.atomic
def finding_publish(
    *,
    programme: ProgrammePage,
    kind: str,
    title: Text,
    statement: Text,
    author: Any,
    field: str = "",
    tier: str = "",
    snapshots: Sequence[Snapshot] = (),
    quotations: Sequence[Quotation] = (),
    number: int | None = None,
    found_on: dt.date | None = None,
    space: Space | None = None,
) -> Finding:
    """A finding with its sources, numbered within the programme.

    Without `tier` it is as open as its sources allow, without `space` the researchers' own.
    Raises ValidationError: no source, words that are not in the account or, naming them, less
    open sources. `author` None is the installation; others are researchers (PermissionDenied),
    whose double click makes one finding."""
    if author is not None:
        rules.may_research(author, programme).require()
    sources = _citations(snapshots, quotations)
    evidence = [*snapshots, *_protected(quotations)]
    finding = Finding(
        programme=programme,
        number=number or _next_number(programme),
        kind=kind,
        field=field,
        title=title,
        statement=statement,
        found_on=found_on or timezone.localdate(),
        author=author,
        tier=tier or strictest([Tier(each.tier) for each in evidence]),
        space=space or programme.research_space,
    )
    finding.full_clean(exclude=["author"])
    check_lineage(finding, evidence)
    return _sent_before(finding, sources) or _store(finding, sources)


def check_lineage(finding: Finding, sources: Sequence[_Protected]) -> None:
    """Raise ValidationError naming the sources that not all readers of the finding may see."""
    closed = list(dict.fromkeys(source_name(source) for source in too_open(finding, sources)))
    if closed:
        raise ValidationError(
            _("“%(tier)s” is more open than these sources: %(sources)s."),
            code="lineage",
            params={"tier": Tier(finding.tier).label, "sources": "; ".join(closed)},
        )


def checked_quote(quotation: Quotation) -> str:
    """The words to quote. They are the author's own, letter by letter, else ValidationError."""
    citable = citable_of(quotation.text)
    passages = [each.replace("\r\n", "\n") for each in citable.passages(quotation.text)]
    quote = quotation.quote.replace("\r\n", "\n").strip() or passages[0].strip()
    if not any(quote in passage for passage in passages):
        raise ValidationError(
            _("These words are not in the text “%(text)s”: “%(quote)s”. Copy them from it."),
            code="quote",
            params={"text": citable.about(quotation.text).label, "quote": quote[:120]},
        )
    return quote


def source_name(source: _Protected) -> str:
    """How a refusal and a page call a source, in the reader's language."""
    if isinstance(source, Snapshot):
        return _("question “%(question)s” of %(wave)s") % {
            "question": words(Text.of(source.table["label"])),
            "wave": words(wave_title(source.wave)),
        }
    if isinstance(source, TwinningPage):
        return words(source.name)
    if isinstance(source, JournalPost):
        return _("journal post of %(day)s of %(twinning)s") % {
            "day": day(source.day),
            "twinning": words(source.twinning.name),
        }
    return _("phase %(number)d of %(twinning)s") % {
        "number": source.template.number,
        "twinning": words(source.twinning.name),
    }


def _protected(quotations: Sequence[Quotation]) -> list[_Protected]:
    """A text is reached through its twinning: its page and the twinning decide who sees it."""
    guards = [citable_of(each.text).guards(each.text) for each in quotations]
    # What is nearest to the texts first, as a refusal names them.
    nearest_first = [thing for layer in zip(*guards, strict=True) for thing in layer]
    return list(dict.fromkeys(nearest_first))


def _next_number(programme: ProgrammePage) -> int:
    ProgrammePage.objects.select_for_update().get(pk=programme.pk)
    last = Finding.objects.filter(programme=programme).aggregate(last=Max("number"))["last"]
    return int(last or 0) + 1


def _citations(
    snapshots: Sequence[Snapshot], quotations: Sequence[Quotation]
) -> list[FindingSource]:
    """What will be cited, in order, with its fingerprints; not saved yet."""
    if not snapshots and not quotations:
        raise ValidationError(_("A finding rests on one source at least."), code="sources")
    results = [FindingSource(snapshot=each, digest=each.digest) for each in snapshots]
    quoted = [
        FindingSource(
            **{citable_of(each.text).kind: each.text},
            quote=checked_quote(each),
            digest=each.text.digest,
        )
        for each in quotations
    ]
    sources = [*results, *quoted]
    for position, source in enumerate(sources):
        source.position = position
    return sources


def _sent_before(finding: Finding, sources: Sequence[FindingSource]) -> Finding | None:
    """The programme is held since the finding got its number: two clicks come one by one."""
    if finding.author is None:
        return None
    same = ("kind", "field", "title", "statement", "tier")
    mine = Finding.objects.standing().filter(
        programme=finding.programme, author=finding.author, found_on=finding.found_on
    )
    for known in mine.prefetch_related("sources"):
        if all(getattr(known, name) == getattr(finding, name) for name in same):
            there = [_cited(source) for source in known.sources.all()]
            if there == [_cited(source) for source in sources]:
                return known  # type: ignore[no-any-return]
    return None


def _cited(source: FindingSource) -> tuple[Any, str]:
    return source.evidence, source.quote


def _store(finding: Finding, sources: Sequence[FindingSource]) -> Finding:
    finding.save()
    for source in sources:
        source.finding = finding
    FindingSource.objects.bulk_create(sources)
    return finding


def visible_sources(audience: Audience) -> QuerySet[FindingSource]:
    """Citations whose evidence this reader may see, with what their words and links need."""
    seen = Q(snapshot__in=Snapshot.objects.visible_to(audience))
    needs = ["snapshot__wave__version"]
    for citable in all_citables():
        seen |= Q(**{f"{citable.kind}__in": citable.seen(audience)})
        needs += [f"{citable.kind}__{each}" for each in citable.needs]
    return FindingSource.objects.filter(seen).select_related(*needs)


def with_sources(findings: Any, audience: Audience) -> Any:
    """The findings with, in `seen_sources`, what this reader may see of their evidence."""
    return findings.prefetch_related(
        Prefetch("sources", queryset=visible_sources(audience), to_attr="seen_sources")
    )
