"""The journal of a twinning: the list, newest first, and the page of each post."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from twinning import front_rules
from twinning.journal_list import Row, listed, posts_of
from twinning.models import JournalPost, PostPhoto, PostTag, TwinningPage
from twinning.people import readers_now, readers_once_published
from twinning.views.preview import shown
from twinning.views.twinning import find_twinning, is_inside
from workspace.access.public_pages import public_page
from workspace.access.tiers import Tier
from workspace.library.renditions import with_renditions
from workspace.registries import evidence

PER_PAGE = 20
MOST_TAGS = 20


@public_page
def journal(request: HttpRequest, slug: str) -> HttpResponse:
    twinning = find_twinning(request, slug)
    seen = posts_of(twinning, request.audience)
    tag = " ".join(request.GET.get("tag", "").lower().split())
    rows = _before(seen.filter(tags__word=tag) if tag else seen, request.GET.get("before", ""))
    page = listed(rows[: PER_PAGE + 1], twinning)
    further = len(page) > PER_PAGE
    posts = page[:PER_PAGE]
    inside = is_inside(request, twinning)
    context = {
        "twinning": twinning,
        "posts": posts,
        "tag": tag,
        "tags": _tags(seen),
        "older": _cursor(posts[-1]) if further else "",
        "is_first": "before" not in request.GET,
        "may_post": inside and front_rules.may_post(request.user, twinning),
        "unpublished": _unpublished(request, twinning) if inside else [],
    }
    return render(request, "twinning/journal.html", context)


def find_post(request: HttpRequest, slug: str, pk: int) -> JournalPost:
    """The post, when the reader may see both its twinning and itself; else 404."""
    twinning = find_twinning(request, slug)
    photos = PostPhoto.objects.select_related("picture")
    rows = JournalPost.objects.select_related("space", "partner__organisation", "author")
    rows = rows.prefetch_related("tags", Prefetch("photos", queryset=photos))
    post: JournalPost = rows.seen_or_404(request.audience, twinning=twinning, pk=pk)
    post.twinning = twinning
    return post


@public_page
def post_page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return shown(request, find_post(request, slug, pk), show_post)


def show_post(request: HttpRequest, post: JournalPost) -> HttpResponse:
    return render(request, "twinning/post.html", post_context(request, post))


def post_context(request: HttpRequest, post: JournalPost) -> dict[str, Any]:
    inside = is_inside(request, post)
    photos = [
        photo
        for photo in post.photos.all()
        if photo.described and request.audience.may_see(photo.picture.labels())
    ]
    with_renditions([photo.picture for photo in photos])
    return {
        "twinning": post.twinning,
        "post": post,
        "photos": photos,
        "inside": inside,
        "may_delete": front_rules.may_delete_post(request.user, post) if inside else False,
        "readers": readers_now(post),
        "later": "" if post.live or post.tier == Tier.NAMED else readers_once_published(post),
        "may_change": inside and front_rules.may_change_post(request.user, post),
        "cite_url": evidence.way_to_cite(request, post) if post.live else "",
        "may_preview": front_rules.may_preview(request.user, post),
        "address": request.build_absolute_uri(post.get_absolute_url()),
    }


def _before(rows: QuerySet[Any], cursor: str) -> QuerySet[Any]:
    """Posts older than the one that the cursor names ("2026-03-01.12"); all for anything else."""
    day, _dot, key = cursor.partition(".")
    try:
        known, pk = dt.date.fromisoformat(day), int(key)
    except ValueError:
        return rows
    return rows.filter(Q(day__lt=known) | Q(day=known, pk__lt=min(pk, 2**62)))


def _cursor(post: Row) -> str:
    return f"{post.day.isoformat()}.{post.pk}"


def _tags(seen: QuerySet[Any]) -> list[dict[str, Any]]:
    """The words used most in what this reader sees, with how often."""
    keys = seen.order_by().values("pk")
    counted = PostTag.objects.filter(post__in=keys).order_by().values("word")
    most = counted.annotate(number=Count("pk")).order_by("-number", "word")[:MOST_TAGS]
    return [{"word": each["word"], "number": each["number"]} for each in most]


def _unpublished(request: HttpRequest, twinning: TwinningPage) -> list[JournalPost]:
    """Drafts and withdrawn posts that this person may take up again."""
    if not request.user.is_authenticated:
        return []
    rows = JournalPost.objects.filter(twinning=twinning, live=False)
    mine = rows.visible_to(request.audience).filter(author=request.user.pk)
    return list(mine.select_related("twinning").order_by("-updated_at")[:PER_PAGE])
