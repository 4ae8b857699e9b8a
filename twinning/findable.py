"""How twinnings and phases are found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from twinning.models import (
    Account,
    JournalPost,
    Partner,
    PhasePage,
    PostPhoto,
    PostTag,
    TwinningPage,
)
from workspace.languages.text import LANGUAGES, Text
from workspace.registries.findable import Description, Findable, register


def register_findables() -> None:
    register(
        Findable(
            model=TwinningPage,
            kind="twinning",
            name=_("Twinning"),
            describe=describe_twinning,
            rows=twinnings,
            related={Partner: lambda partner: [partner.twinning]},
        )
    )
    register(
        Findable(
            model=PhasePage,
            kind="phase",
            name=_("Phase"),
            describe=describe_phase,
            rows=phases,
            related={Account: lambda account: [account.phase]},
        )
    )
    register(
        Findable(
            model=JournalPost,
            kind="post",
            name=_("Journal post"),
            describe=describe_post,
            rows=posts,
            related={PostTag: lambda tag: [tag.post], PostPhoto: lambda photo: [photo.post]},
        )
    )


def twinnings() -> QuerySet[TwinningPage]:
    return TwinningPage.objects.filter(live=True).prefetch_related("partners__organisation")


def describe_twinning(twinning: TwinningPage) -> Description:
    places = [
        f"{each.organisation.name}, {each.organisation.city}" for each in twinning.partners.all()
    ]
    return Description(
        title=twinning.name,
        summary=twinning.summary,
        body=Text(*(". ".join(places) for _code in LANGUAGES)),
        language=twinning.name.best("fr").language,
        path=f"/twinnings/{twinning.slug}/",
        tier=str(twinning.tier),
        labels=twinning.labels(),
        date=twinning.opened_on,
    )


def phases() -> QuerySet[PhasePage]:
    """Phases that have begun: a planned one holds no words yet."""
    return (
        PhasePage.objects.filter(live=True)
        .exclude(state="planned")
        .select_related("template", "twinning")
        .prefetch_related("accounts")
    )


def describe_phase(phase: PhasePage) -> Description:
    accounts = list(phase.accounts.all())
    return Description(
        title=_phase_title(phase),
        summary=_by_language((each.language, each.lead) for each in accounts),
        body=_by_language(
            [
                *((each.language, f"{each.did} {each.used} {each.failed}") for each in accounts),
                (phase.language, _body_words(phase)),
            ]
        ),
        language=phase.language,
        path=f"/twinnings/{phase.twinning.slug}/phases/{phase.template.number}/",
        tier=str(phase.tier if phase.published else max(phase.tier, "space")),
        labels=phase.labels(),
        date=phase.due_on,
    )


def posts() -> QuerySet[JournalPost]:
    return (
        JournalPost.objects.filter(live=True)
        .select_related("twinning")
        .prefetch_related("tags", "photos__picture")
    )


def describe_post(post: JournalPost) -> Description:
    """A post is written in one language; its tags and what its photos show are found as text."""
    shown = [photo.alt for photo in post.photos.all()]
    tags = [tag.word for tag in post.tags.all()]
    return Description(
        title=Text.of({post.language: post.title}),
        summary=Text.of({post.language: Truncator(post.text).words(45)}),
        body=Text.of({post.language: " ".join([post.text, *tags, *shown])}),
        language=post.language,
        path=f"/twinnings/{post.twinning.slug}/journal/{post.pk}/",
        tier=str(post.tier),
        labels=post.labels(),
        date=post.day,
    )


def _phase_title(phase: PhasePage) -> Text:
    names, name = phase.template.name, phase.twinning.name
    return Text(
        *(
            f"{names.best(code).text}, {name.best(code).text}" if names[code] else ""
            for code in LANGUAGES
        )
    )


def _by_language(parts: Iterable[tuple[str, str]]) -> Text:
    words: dict[str, list[str]] = {}
    for language, text in parts:
        words.setdefault(language, []).append(text)
    return Text.of({code: " ".join(texts) for code, texts in words.items()})


def _body_words(phase: PhasePage) -> str:
    found: list[str] = []
    for block in phase.body:
        found += [str(words) for words in block.block.get_searchable_content(block.value)]
        found += _struct_words(block.value)
    return strip_tags(" ".join(found))


def _struct_words(value: Any) -> list[str]:
    """Words of the blocks whose children Wagtail does not index by itself."""
    items = value if hasattr(value, "__iter__") and not isinstance(value, str | dict) else [value]
    return [
        words
        for item in items
        if isinstance(item, dict)
        for words in item.values()
        if isinstance(words, str)
    ]
