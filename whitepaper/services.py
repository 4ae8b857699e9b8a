"""What happens to recommendations and editions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from research.models import Finding
from twinning.models import ProgrammePage
from whitepaper import chain, content, pdf, rules
from whitepaper.files import DRAWING
from whitepaper.freezing import content_of
from whitepaper.models import Edition, EditionItem, Recommendation, RecommendationFinding
from whitepaper.tasks import build_pdf
from workspace.access.audience import audience_of
from workspace.access.decisions import refused
from workspace.access.services import network
from workspace.jobs.models import Job
from workspace.jobs.services import job_ask
from workspace.languages.text import LANGUAGES

#: A job that has not ended after this long is taken for lost and may be asked again.
LOST_AFTER = dt.timedelta(minutes=15)


class StaleEdition(Exception):
    """Somebody saved this draft after the form was opened. `current` is what is stored now."""

    def __init__(self, current: Edition):
        super().__init__("stale edition")
        self.current = current


def current_programme() -> ProgrammePage | None:
    """The programme under way: the one that began last."""
    found: ProgrammePage | None = ProgrammePage.objects.live().order_by("-starts_on", "pk").first()
    return found


@transaction.atomic
def recommendation_propose(
    *,
    programme: ProgrammePage,
    user: Any,
    words: Mapping[str, Any],
    findings: Sequence[Finding],
    today: dt.date | None = None,
) -> Recommendation:
    """A recommendation of a member, seen by the network until an editor retains it.

    `words` are title, ask, rationale, addressee, level, deadline and tier. Findings that are
    more closed than the recommendation raise ValidationError, which names them. The same words
    of the same person on the same day, as a double click sends them, are one recommendation.
    """
    audience = audience_of(user)
    rules.may_propose(audience).require()
    day = today or timezone.localdate()
    number = _next(programme, Recommendation.objects.filter(programme=programme))
    if known := _same_words(programme, user, day, words):
        return known
    recommendation = Recommendation(
        programme=programme,
        number=number,
        author=user,
        proposed_on=day,
        space=network(),
        live=False,
        **words,
    )
    closed = chain.findings_too_closed(recommendation, findings)
    if closed:
        raise ValidationError(
            _("Not everyone who may read this recommendation may see: %(findings)s."),
            code="lineage",
            params={"findings": chain.names(closed, audience)},
        )
    recommendation.full_clean()
    recommendation.save()
    cite(recommendation, findings)
    return recommendation


def _same_words(
    programme: ProgrammePage, user: Any, day: dt.date, words: Mapping[str, Any]
) -> Recommendation | None:
    rows = Recommendation.objects.filter(programme=programme, author=user, proposed_on=day)
    return next(
        (row for row in rows if all(getattr(row, name) == said for name, said in words.items())),
        None,
    )


def cite(recommendation: Recommendation, findings: Sequence[Finding]) -> None:
    RecommendationFinding.objects.bulk_create(
        RecommendationFinding(recommendation=recommendation, finding=finding, position=position)
        for position, finding in enumerate(findings)
    )


@transaction.atomic
def recommendation_retain(*, recommendation: Recommendation, user: Any) -> None:
    """Open to its tier, ready for an edition."""
    recommendation = _locked(Recommendation.objects.all(), recommendation.pk)
    # A finding is not withdrawn meanwhile.
    list(recommendation.findings.select_for_update(of=("self",)))
    rules.may_retain(user, recommendation).require()
    recommendation.state, recommendation.live = Recommendation.State.RETAINED, True
    recommendation.save(update_fields=["state", "live"])


@transaction.atomic
def recommendation_withdraw(*, recommendation: Recommendation, user: Any) -> None:
    """No longer asked. What was open stays readable at its address, marked as withdrawn."""
    recommendation = _locked(Recommendation.objects.all(), recommendation.pk)
    rules.may_withdraw(user, recommendation).require()
    recommendation.state = Recommendation.State.WITHDRAWN
    recommendation.save(update_fields=["state"])


@transaction.atomic
def edition_save(
    *,
    edition: Edition,
    user: Any,
    version: int,
    words: Mapping[str, Any],
    recommendations: Sequence[Recommendation],
) -> Edition:
    """Write a new or an existing draft and the order of its recommendations.

    `words` are title, promise, summary, method and tier. Only retained recommendations of the
    programme are taken; another raises ValidationError. `version` is the one the form was opened
    on (0 for a new edition): another than stored raises StaleEdition and changes nothing.
    """
    if edition.pk is None:
        rules.may_write_edition(user, edition.programme).require()
        edition.number = _next(
            edition.programme, Edition.objects.filter(programme=edition.programme)
        )
        edition.space = edition.programme.editorial_space
        edition.live = False
    else:
        edition = _locked(Edition.objects.all(), edition.pk)
        rules.may_edit(user, edition).require()
        if edition.version != version:
            raise StaleEdition(edition)
    edition.version += 1
    for name, value in words.items():
        setattr(edition, name, value)
    edition.full_clean()
    edition.save()
    choose(edition, recommendations)
    return edition


def choose(edition: Edition, recommendations: Sequence[Recommendation]) -> None:
    """Put these recommendations, in this order, in place of those chosen before."""
    for each in recommendations:
        if each.state != Recommendation.State.RETAINED or each.programme_id != edition.programme_id:  # type: ignore[attr-defined]
            raise ValidationError(
                _("Recommendation %(number)s is not retained."),
                code="not_retained",
                params={"number": each.number},
            )
    EditionItem.objects.filter(edition=edition).delete()
    EditionItem.objects.bulk_create(
        EditionItem(edition=edition, recommendation=each, position=position)
        for position, each in enumerate(recommendations, start=1)
    )


@transaction.atomic
def edition_compile(*, edition: Edition, user: Any, today: dt.date | None = None) -> Edition:
    """Freeze what the edition says. Refused with every reason, too closed sources named."""
    edition = _locked(Edition.objects.all(), edition.pk)
    rules.may_compile(user, edition).require()
    return freeze(edition, today or timezone.localdate())


def freeze(edition: Edition, today: dt.date) -> Edition:
    """Write the content of a draft whose sources have been checked."""
    frozen = content_of(edition, today)
    unprintable = [character for character, _text in pdf.missing_glyphs(frozen)]
    if unprintable:
        refused(
            _("These characters cannot be printed: %(characters)s.")
            % {"characters": " ".join(unprintable)}
        ).require()
    edition.content, edition.digest = content.to_json(frozen), content.digest(frozen)
    edition.state, edition.compiled_on = Edition.State.COMPILED, today
    edition.save()
    return edition


def job_key(edition: Edition, language: str) -> str:
    return f"edition:{edition.digest}:{language}:{DRAWING}"


@transaction.atomic
def edition_build(*, edition: Edition, user: Any) -> list[Job]:
    """Ask for the PDF in every language; what is there or under way is not asked again."""
    edition = _locked(Edition.objects.all(), edition.pk)
    rules.may_build(user, edition).require()
    there = {file.language for file in edition.files.all()}  # type: ignore[attr-defined]
    return [_ask(edition, language, user, language in there) for language in LANGUAGES]


def _ask(edition: Edition, language: str, user: Any, there: bool) -> Job:
    key = job_key(edition, language)
    if not there:
        # Done without a file, or begun and never ended: the work was lost, not finished.
        lost = Job.objects.filter(key=key, state=Job.State.DONE) | Job.objects.filter(
            key=key, asked_at__lt=timezone.now() - LOST_AFTER
        )
        lost.update(state=Job.State.FAILED)

    def enqueue(job_id: int) -> None:
        build_pdf.enqueue(job_id, edition.pk, language)

    return job_ask(key=key, enqueue=enqueue, owner=user)


@transaction.atomic
def edition_publish(*, edition: Edition, user: Any, today: dt.date | None = None) -> None:
    """Open the edition and its three PDFs to its tier."""
    edition = _locked(Edition.objects.all(), edition.pk)
    rules.may_publish(user, edition).require()
    edition.state, edition.live = Edition.State.PUBLISHED, True
    edition.published_on = today or timezone.localdate()
    edition.save()


def _locked(rows: QuerySet[Any], pk: int) -> Any:
    """The row as it is now, held until the end of the transaction."""
    return rows.select_for_update(of=("self",)).select_related("programme").get(pk=pk)


def _next(programme: ProgrammePage, rows: QuerySet[Any]) -> int:
    """The next number in the programme, whose row is held so that no two are the same."""
    ProgrammePage.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1
