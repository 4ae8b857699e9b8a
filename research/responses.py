"""What a partner answers: kept page by page, counted once it is sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from research import rules
from research.instruments import document_of
from research.models import Answer as Row
from research.models import Assignment, Response
from research.questionnaire.answers import SKIPPED, Answer, dump, load
from research.questionnaire.document import Document, Page, Question


class StaleResponse(Exception):
    """Somebody saved after the form was opened. `current` is what is stored now."""

    def __init__(self, current: Response):
        super().__init__("stale response")
        self.current = current


@dataclass(frozen=True)
class Progress:
    """Pages whose questions have all been seen and saved, of all pages; `next` is a number."""

    done: int
    pages: int
    next: int


@transaction.atomic
def response_save(
    *,
    assignment: Assignment,
    user: Any,
    version: int,
    language: str,
    given: Mapping[str, Answer],
    cleared: Iterable[str] = (),
) -> Response:
    """Keep the answers of one page; those `cleared` could not be kept and are forgotten.

    `version` is the one the form was opened on (0 before the first page): an older one than
    stored raises StaleResponse and changes nothing. Outside the days of the wave, and for
    people of other organisations, PermissionDenied with the reason.
    """
    rules.may_answer(user, assignment, timezone.localdate()).require()
    Assignment.objects.select_for_update().get(pk=assignment.pk)
    response = Response.objects.filter(assignment=assignment).first() or Response(
        assignment=assignment, language=language
    )
    if response.version != version:
        raise StaleResponse(response)
    answers = {key: kept for key, kept in response.answers.items() if key not in set(cleared)}
    answers.update({key: dump(answer) for key, answer in given.items()})
    response.answers = answers
    response.language = language
    response.version += 1
    response.save()
    return response


@transaction.atomic
def response_send(*, assignment: Assignment, user: Any, version: int) -> Response:
    """Count these answers from now on; sending again replaces what was counted.

    Raises ValidationError naming the questions that need an answer, StaleResponse and
    PermissionDenied as `response_save` does.
    """
    rules.may_answer(user, assignment, timezone.localdate()).require()
    Assignment.objects.select_for_update().get(pk=assignment.pk)
    response = Response.objects.filter(assignment=assignment).first() or Response(
        assignment=assignment, language=assignment.partner.organisation.language
    )
    if response.version != version:
        raise StaleResponse(response)
    document = document_of(assignment.wave.version)
    unanswered = missing(document, response)
    if unanswered:
        raise ValidationError([_needed(question) for question in unanswered])
    response.state = Response.State.SUBMITTED
    response.save()
    # One clock for both: later than `submitted_at` means changed since it was sent.
    Response.objects.filter(pk=response.pk).update(submitted_at=F("saved_at"))
    response.refresh_from_db()
    Row.objects.filter(response=response).delete()
    Row.objects.bulk_create(rows_of(response, document))
    return response


def _needed(question: Question) -> ValidationError:
    label = question.label.best(get_language() or "en").text
    message = _("An answer is needed: %(question)s")
    return ValidationError(message, code="required", params={"question": label})


def stored(response: Response | None, question: Question) -> Answer | None:
    """The answer kept for a question; None when its page was not saved yet."""
    kept = response.answers.get(question.key) if response else None
    return load(kept) if kept else None


def missing(document: Document, response: Response | None) -> list[Question]:
    """Required questions without an answer or a reason for not answering."""
    return [
        question
        for question in document.questions
        if question.required
        and ((answer := stored(response, question)) is None or answer.state == SKIPPED)
    ]


def is_page_done(page: Page, response: Response | None) -> bool:
    return response is not None and all(
        question.key in response.answers for question in page.questions
    )


def progress(document: Document, response: Response | None) -> Progress:
    done = [is_page_done(page, response) for page in document.pages]
    following = done.index(False) + 1 if False in done else len(done)
    return Progress(sum(done), len(done), following)


def is_changed(response: Response) -> bool:
    """True when something was saved after it was sent."""
    return bool(response.submitted_at and response.saved_at > response.submitted_at)


def rows_of(response: Response, document: Document) -> list[Row]:
    """Rows to store: one a question, one a chosen code where several may be chosen."""
    return [
        Row(
            response=response,
            question=question.key,
            state=answer.state,
            code=code,
            number=answer.number,
            text=answer.text,
            day=answer.day,
        )
        for question in document.questions
        for answer in [stored(response, question) or Answer(SKIPPED)]
        for code in answer.codes or ("",)
    ]
