"""What a resource and the files in a text need before they are published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from workspace.library.models import Resource
from workspace.registries import content_checks
from workspace.registries.content_checks import Lack


def register_checks() -> None:
    content_checks.register(Resource, "complete", complete)


def complete(resource: Resource, audience: Any) -> Iterator[Lack]:
    """Fields that a published resource has, each with the place in the form where it is."""
    form = reverse("library:resource_edit", args=[resource.pk])
    for name, words in (
        ("summary", _("the summary")),
        ("authors", _("the authors")),
        ("language", _("the language")),
        ("licence", _("the licence")),
    ):
        if not getattr(resource, name):
            yield Lack(words, f"{form}#id_{name}")
    if resource.kind == Resource.Kind.LINK and not resource.url:
        yield Lack(_("the address to which this link leads"), f"{form}#id_url")
    elif resource.kind != Resource.Kind.REFERENCE and not (
        resource.url or resource.attachment_id  # type: ignore[attr-defined]
    ):
        yield Lack(_("a file or a web address"), f"{form}#id_file")
