"""Answering a survey: what it is, one page after the other, what will be sent."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from research import responses, rules
from research.instruments import document_of
from research.models import Assignment, Response, Wave
from research.questionnaire.document import Document, Page
from research.responses import StaleResponse, stored
from research.survey_form import PageForm, answer_words, name


def find_assignment(request: HttpRequest, wave: int, assignment: int) -> Assignment:
    """What was asked of the reader's own organisation, else 404."""
    found = (
        Assignment.objects.filter(wave=wave, pk=assignment)
        .select_related(
            "wave__version", "wave__programme", "partner__organisation", "partner__twinning"
        )
        .first()
    )
    if found is None or not rules.is_asked(request.user, found):
        raise Http404
    return found


def survey(request: HttpRequest, wave: int, assignment: int) -> HttpResponse:
    """What is asked, who will see it, how far it is."""
    asked = find_assignment(request, wave, assignment)
    decision = rules.when_open(asked.wave, timezone.localdate())
    if not decision:
        return _closed(request, asked, decision.reason)
    return render(request, "research/survey_intro.html", _context(asked))


def survey_page(request: HttpRequest, wave: int, assignment: int, page: int) -> HttpResponse:
    """One page of questions; what can be kept is kept with every POST."""
    asked = find_assignment(request, wave, assignment)
    document = document_of(asked.wave.version)
    if not 1 <= page <= len(document.pages):
        raise Http404
    decision = rules.when_open(asked.wave, timezone.localdate())
    if not decision:
        return _closed(request, asked, decision.reason, document.pages[page - 1])
    response = _response(asked)
    if request.method != "POST":
        return _page(request, asked, page, PageForm(document.pages[page - 1], response))
    form = PageForm(document.pages[page - 1], response, request.POST)
    valid = form.is_valid()
    try:
        responses.response_save(
            assignment=asked,
            user=request.user,
            version=form.seen_version,
            language=get_language() or "en",
            given=form.answers,
            cleared=form.refused,
        )
    except StaleResponse as stale:
        return _stale(request, asked, page, stale.current)
    if valid:
        return _after(asked, document, page)
    return _page(request, asked, page, _again(document.pages[page - 1], request, _response(asked)))


def survey_review(request: HttpRequest, wave: int, assignment: int) -> HttpResponse:
    """Every answer once more, and the button that sends them."""
    asked = find_assignment(request, wave, assignment)
    decision = rules.when_open(asked.wave, timezone.localdate())
    if not decision:
        return _closed(request, asked, decision.reason)
    if request.method != "POST":
        return _review(request, asked)
    try:
        version = int(request.POST.get("version", ""))
        responses.response_send(assignment=asked, user=request.user, version=version)
    except ValueError:
        return _review(request, asked, [_("This form was incomplete. Send it again.")], 400)
    except ValidationError as refusal:
        return _review(request, asked, refusal.messages, 400)
    except StaleResponse:
        words = _("Somebody saved other answers while you were reading. Here they are.")
        return _review(request, asked, [words], 409)
    return redirect("research:survey", asked.wave_id, asked.pk)


def _response(asked: Assignment) -> Response | None:
    return Response.objects.filter(assignment=asked).first()


def _context(asked: Assignment) -> dict[str, Any]:
    """What every page of a survey says."""
    document = document_of(asked.wave.version)
    response = _response(asked)
    return {
        "assignment": asked,
        "wave": asked.wave,
        "document": document,
        "response": response,
        "sent": bool(response and response.submitted_at),
        "changed": bool(response and responses.is_changed(response)),
        "progress": responses.progress(document, response),
        "pages": [
            {"number": number, "page": page, "done": responses.is_page_done(page, response)}
            for number, page in enumerate(document.pages, 1)
        ],
        "today": timezone.localdate(),
    }


def _page(
    request: HttpRequest, asked: Assignment, number: int, form: PageForm, **more: Any
) -> HttpResponse:
    context = _context(asked)
    count = len(context["pages"])
    context |= {
        "form": form,
        "page": form.page,
        "number": number,
        "previous": number - 1 if number > 1 else None,
        "following": number + 1 if number < count else None,
        "filled": round(180 * (number - 1) / count),
        **more,
    }
    status = 409 if more.get("stale") else 200
    return render(request, "research/survey_page.html", context, status=status)


def _after(asked: Assignment, document: Document, page: int) -> HttpResponse:
    if page < len(document.pages):
        return redirect("research:survey_page", asked.wave_id, asked.pk, page + 1)
    return redirect("research:survey_review", asked.wave_id, asked.pk)


def _again(page: Page, request: HttpRequest, response: Response | None) -> PageForm:
    """What was typed, on the present version, so that the next save is not stale."""
    typed = request.POST.copy()
    typed["version"] = str(response.version if response else 0)
    return PageForm(page, response, typed)


def _stale(request: HttpRequest, asked: Assignment, number: int, current: Response) -> HttpResponse:
    """What was typed stays in the form; what is stored stands above it."""
    page = document_of(asked.wave.version).pages[number - 1]
    kept = current if current.pk else None
    form = _again(page, request, kept)
    form.is_valid()
    changed = [
        {"label": question.label, "words": answer_words(question, stored(kept, question))}
        for question in page.questions
        if form.answers.get(question.key) != stored(kept, question)
    ]
    form.add_error(None, _("Somebody saved this page while you were writing. Nothing is lost."))
    return _page(request, asked, number, form, stale=True, stored=changed)


def _review(
    request: HttpRequest, asked: Assignment, problems: list[str] | None = None, status: int = 200
) -> HttpResponse:
    context = _context(asked)
    document, response = context["document"], context["response"]
    needed = {question.key for question in responses.missing(document, response)}
    for row in context["pages"]:
        row["rows"] = [
            {
                "label": question.label,
                "words": answer_words(question, stored(response, question)),
                "needed": question.key in needed,
                "anchor": f"id_{name(question)}",
            }
            for question in row["page"].questions
        ]
    context |= {"needed": len(needed), "problems": problems or []}
    return render(request, "research/survey_review.html", context, status=status)


def _closed(
    request: HttpRequest, asked: Assignment, reason: Any, page: Page | None = None
) -> HttpResponse:
    """Says when it is open. What was typed is given back, so that it can be copied."""
    typed = [
        {"label": question.label, "words": ", ".join(request.POST.getlist(name(question)))}
        for question in (page.questions if page and request.method == "POST" else ())
        if any(request.POST.getlist(name(question)))
    ]
    over = asked.wave.closes_on < timezone.localdate()
    seen = over and Wave.objects.visible_to(request.audience).filter(pk=asked.wave.pk).exists()
    context = {**_context(asked), "reason": reason, "typed": typed, "report": seen}
    return render(request, "research/survey_closed.html", context, status=403)
