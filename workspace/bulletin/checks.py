"""What an issue needs before it is published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from workspace.bulletin.citing import too_closed
from workspace.bulletin.models import Issue
from workspace.languages.forms import NAMES
from workspace.registries import content_checks
from workspace.registries.content_checks import Lack


def register_checks() -> None:
    content_checks.register(Issue, "complete", complete)
    content_checks.register(Issue, "lineage", open_enough)


def complete(issue: Issue, audience: Any) -> Iterator[Lack]:
    form = reverse("bulletin:edit", args=[issue.number])
    for code in issue.title.missing:
        words = _("the title in this language: %(language)s") % {"language": NAMES[code]}
        yield Lack(words, f"{form}#id_title")
    # It may be left out, but then in all languages.
    for code in issue.editorial.missing if issue.editorial else ():
        words = _("the editorial in this language: %(language)s") % {"language": NAMES[code]}
        yield Lack(words, f"{form}#id_editorial")
    if not issue.items.exists():  # type: ignore[attr-defined]
        yield Lack(_("something to read in it"), reverse("bulletin:items", args=[issue.number]))


def open_enough(issue: Issue, audience: Any) -> Iterator[Lack]:
    items = issue.items.values_list("kind", "object_id")  # type: ignore[attr-defined]
    for name in too_closed(issue, items, audience):
        words = _("something as open as this issue in place of %(name)s") % {"name": name}
        yield Lack(words, reverse("bulletin:items", args=[issue.number]))
