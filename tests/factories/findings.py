"""Findings in the world of `make_survey`, and the browsers of those who read them."""

from __future__ import annotations

from typing import Any

from django.test import Client

from research.findings import finding_publish
from research.models import Finding
from tests.factories.research import Survey, text


def publish(survey: Survey, **fields: Any) -> Finding:
    """A need of the survey's researcher. Its sources are named by the test."""
    defaults: dict[str, Any] = {
        "kind": "need",
        "title": text("A second line"),
        "statement": text("Paid by the hour, it is cut first."),
        "author": survey.people["researcher"],
    }
    return finding_publish(programme=survey.programme, **{**defaults, **fields})


def client_of(survey: Survey, persona: str = "anonymous") -> Client:
    """A browser in which that person of the survey is logged in."""
    client = Client()
    if persona != "anonymous":
        client.force_login(survey.people[persona])
    return client
