"""Findings that are new to a person, and what researchers can begin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from research import rules
from research.models import Finding
from workspace.registries import actions, news
from workspace.registries.news import News


def register_sources() -> None:
    news.register("research.findings", finding_news)
    actions.register("research.work", researcher_actions)


def finding_news(user: Any, audience: Any, since: dt.datetime, most: int) -> Iterable[News]:
    seen = Finding.objects.standing().visible_to(audience)
    seen = seen.filter(found_on__gte=timezone.localdate(since))
    for finding in seen.exclude(author=user).order_by("-found_on", "-pk")[:most]:
        yield News(finding.found_on, _("New finding:"), finding.title, finding.get_absolute_url())


def researcher_actions(request: HttpRequest) -> Iterable[tuple[str, Any]]:
    if rules.programme_of_researcher(request.user) is not None:
        yield reverse("research:wave_new"), _("Open a survey")
        yield reverse("research:finding_new"), _("Publish a finding")
        yield reverse("research:waves"), _("Surveys and their reports")
