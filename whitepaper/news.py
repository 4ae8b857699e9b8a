"""Editions and recommendations that are new to a person, and what they can begin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from whitepaper import rules, services
from whitepaper.models import Edition, Recommendation
from workspace.registries import actions, news
from workspace.registries.news import News


def register_sources() -> None:
    news.register("whitepaper.editions", edition_news)
    news.register("whitepaper.recommendations", recommendation_news)
    actions.register("whitepaper.writing", writing_actions)


def edition_news(user: Any, audience: Any, since: dt.datetime, most: int) -> Iterable[News]:
    seen = Edition.objects.visible_to(audience).filter(published_on__gte=timezone.localdate(since))
    for edition in seen.defer("content").order_by("-published_on", "-pk")[:most]:
        what = _("The white paper is published:")
        yield News(edition.published_on, what, edition.title, edition.get_absolute_url())


def recommendation_news(user: Any, audience: Any, since: dt.datetime, most: int) -> Iterable[News]:
    seen = Recommendation.objects.visible_to(audience).exclude(author=user)
    new = seen.filter(proposed_on__gte=timezone.localdate(since)).order_by("-proposed_on", "-pk")
    for each in new[:most]:
        yield News(each.proposed_on, _("Proposed:"), each.title, each.get_absolute_url())


def writing_actions(request: HttpRequest) -> Iterable[tuple[str, Any]]:
    programme = services.current_programme()
    if programme is None:
        return
    if rules.may_propose(request.audience):
        yield reverse("whitepaper:recommendation_new"), _("Propose a recommendation")
    if rules.may_write_edition(request.user, programme):
        yield reverse("whitepaper:edition_new"), _("Write a new edition")
