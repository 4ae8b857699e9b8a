"""The mail that says that an issue of the bulletin is out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.core.mail import EmailMessage
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from workspace.access.audience import audience_of
from workspace.accounts.mailing import absolute, mail_to
from workspace.accounts.models import User
from workspace.accounts.rounds import Round, Sent, round_send
from workspace.bulletin.citing import cited
from workspace.bulletin.models import Issue
from workspace.languages.templatetags.languages import words
from workspace.registries import mailings
from workspace.registries.mailings import AT_ONCE, NEVER, Category

KEY = "bulletin"
#: An issue that is older is no news: whoever chooses the mail later waits for the next one.
NEW_FOR = dt.timedelta(days=14)


def register_category() -> None:
    mailings.register(
        Category(
            key=KEY,
            name=_("The bulletin"),
            detail=_("When an issue is out: its title and what it holds."),
            frequencies=(AT_ONCE, NEVER),
            default=NEVER,
        )
    )


def issues_send(*, today: dt.date) -> Sent:
    """One mail an issue to everybody who wants it and may read the issue now. An issue that was
    withdrawn and published again is the same one.
    """
    result = Sent()
    new = Issue.objects.filter(live=True, published_on__gte=today - NEW_FOR)
    for issue in new.order_by("number"):
        first_day = issue.published_on
        assert first_day is not None, "the query asks for it"
        claim = f"{KEY}.{issue.number}"
        result += round_send(Round(KEY, AT_ONCE, claim, first_day, _about(issue)))
    return result


def _about(issue: Issue) -> Callable[[User], EmailMessage | None]:
    """What this issue is to one reader: nothing, when they may not read it."""
    references = list(issue.items.values_list("kind", "object_id"))  # type: ignore[attr-defined]

    def mail(user: User) -> EmailMessage | None:
        audience = audience_of(user)
        seen = Issue.objects.visible_to(audience).filter(live=True)
        if not seen.filter(pk=issue.pk).exists():
            return None
        with override(user.language):
            context = {
                "number": issue.number,
                "title": words(issue.title),
                "items": [words(each.description.title) for each in cited(references, audience)],
                "url": absolute(issue.get_absolute_url()),
            }
        return mail_to(user=user, key=KEY, template="bulletin/mail/issue", context=context)

    return mail
