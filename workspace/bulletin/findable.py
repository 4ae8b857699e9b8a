"""How an issue is found."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from workspace.access.tiers import Tier, strictest
from workspace.bulletin.models import Issue
from workspace.languages.text import Text
from workspace.registries.findable import Description, Findable, register


def register_findables() -> None:
    register(
        Findable(
            model=Issue,
            kind="issue",
            name=_("Issue of the bulletin"),
            describe=_describe,
            rows=_rows,
        )
    )


def _rows() -> QuerySet[Issue]:
    return Issue.objects.all()


def _describe(issue: Issue) -> Description:
    tier = Tier(issue.tier)
    return Description(
        title=issue.title,
        summary=issue.editorial,
        body=Text(),
        language=issue.title.best("fr").language,
        path=f"/bulletin/{issue.number}/",
        tier=str(tier if issue.published else strictest([tier, Tier.SPACE])),
        labels=issue.labels(),
        date=issue.published_on,
    )
