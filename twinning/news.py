"""What happened in the twinnings of a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from twinning.models import JournalPost, PhaseEvent, PhasePage
from workspace.languages.templatetags.languages import words
from workspace.registries import news
from workspace.registries.news import News

_HAPPENED: dict[str, Any] = {
    PhaseEvent.Kind.BEGUN: gettext_lazy("A phase has begun:"),
    PhaseEvent.Kind.SIGNED: gettext_lazy("%(city)s has signed:"),
    PhaseEvent.Kind.UNSIGNED: gettext_lazy("Signature of %(city)s withdrawn:"),
    PhaseEvent.Kind.SUBMITTED: gettext_lazy("All partners have signed:"),
    PhaseEvent.Kind.RETURNED: gettext_lazy("Returned to the partners:"),
    PhaseEvent.Kind.VALIDATED: gettext_lazy("Validated:"),
}


def register_sources() -> None:
    news.register("twinning.phases", phase_news)
    news.register("twinning.journal", post_news)


def phase_news(user: Any, audience: Any, since: dt.datetime, most: int) -> Iterable[News]:
    """What others did to the phases of the spaces that the person is part of."""
    phases = PhasePage.objects.filter(space__in=audience.spaces).visible_to(audience)
    events = (
        PhaseEvent.objects.filter(phase__in=phases.values("pk"), at__gt=since)
        .exclude(by=user)
        .select_related("phase__template", "phase__twinning", "partner__organisation")
        .defer("phase__body")
    )
    for event in events.order_by("-at", "-pk")[:most]:
        partner = event.partner
        yield News(
            day=timezone.localdate(event.at),
            what=_HAPPENED[event.kind] % {"city": partner.organisation.city if partner else ""},
            title=_("phase %(number)d, %(twinning)s")
            % {"number": event.phase.number, "twinning": words(event.phase.twinning.name)},
            url=event.phase.get_absolute_url(),
        )


def post_news(user: Any, audience: Any, since: dt.datetime, most: int) -> Iterable[News]:
    """What others published in the journals of the spaces that the person is part of."""
    posts = JournalPost.objects.filter(space__in=audience.spaces, live=True, published_at__gt=since)
    seen = posts.visible_to(audience).exclude(author=user)
    for post in seen.select_related("twinning").order_by("-published_at", "-pk")[:most]:
        yield News(
            day=timezone.localdate(post.published_at),
            what=_("New in the journal:"),
            title=post.title,
            url=post.get_absolute_url(),
        )
