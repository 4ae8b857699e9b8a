"""From the page of a text to the form in which a researcher cites it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from research import rules
from research.finding_form import value_of
from workspace.registries import evidence


def register_ways() -> None:
    evidence.register_way("research.findings", cite_url)


def cite_url(request: HttpRequest, text: Any) -> str:
    """For researchers of the programme that their new findings belong to."""
    programme = rules.programme_of_researcher(request.user)
    twinning = evidence.citable_of(text).guards(text)[-1]
    if programme is None or twinning.programme_id != programme.pk:
        return ""
    return f"{reverse('research:finding_new')}?cite={value_of(text)}"
