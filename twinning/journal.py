"""Writing in the journal: a draft with photos, published once it is whole, withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from twinning import front_rules as rules
from twinning.drawn import DrawnFrom, more_open
from twinning.models import (
    JournalPost,
    Partner,
    PostPhoto,
    PostTag,
    TwinningPage,
)
from twinning.stale import Stale
from workspace.access import grants
from workspace.access.tiers import Tier
from workspace.library.services import picture_add

MOST_PHOTOS = 8
MOST_TAGS = 10


@dataclass(frozen=True)
class Description:
    """What is said of one photo: its alternative text, or that it is decoration only."""

    alt: str = ""
    decorative: bool = False
    removed: bool = False


@transaction.atomic
def post_begin(
    *,
    twinning: TwinningPage,
    user: Any,
    key: UUID,
    words: Mapping[str, Any],
    tags: Iterable[str],
    tier: str,
) -> tuple[JournalPost, bool]:
    """A draft, and whether it is new: the same form sent twice is one post."""
    rules.may_post(user, twinning).require()
    # Whoever sends the same form at the same moment waits here.
    TwinningPage.objects.select_for_update(of=("self",)).get(pk=twinning.pk)
    known = JournalPost.objects.filter(key=key, twinning=twinning, author=user).first()
    if known:
        return known, False
    post = JournalPost(
        twinning=twinning,
        space_id=twinning.space_id,
        partner=_side(user, twinning),
        author=user,
        key=key,
        tier=tier,
        live=False,
        **words,
    )
    post.full_clean()
    post.save()
    _tag(post, tags)
    return post, True


@transaction.atomic
def post_change(
    *,
    post: JournalPost,
    user: Any,
    version: int,
    words: Mapping[str, Any],
    tags: Iterable[str],
) -> JournalPost:
    """Other words; an older `version` than stored raises Stale and changes nothing."""
    post = _locked(post)
    rules.may_change_post(user, post).require()
    if post.version != version:
        raise Stale(post)
    for name, value in words.items():
        setattr(post, name, value)
    if post.live:
        _check_words(post)
    _tag(post, tags)
    return _keep(post)


def photo_add(*, post: JournalPost, user: Any, file: Any) -> PostPhoto:
    """One more photo, closed to all but the twinning until the post says more.

    A file that is refused, and a ninth photo, raise ValidationError; the others stay.
    """
    with transaction.atomic():
        post = _locked(post)
        rules.may_change_post(user, post).require()
        there = post.photos.count()
        if there >= MOST_PHOTOS:
            raise ValidationError(
                _("A post has %(most)d photos at most."), params={"most": MOST_PHOTOS}
            )
        picture = picture_add(file=file, tier=post.tier, space=post.space, live=False, user=user)
        photo = PostPhoto.objects.create(post=post, picture=picture, position=there)
        _follow(post, [photo])
    return photo


@transaction.atomic
def photos_describe(
    *, post: JournalPost, user: Any, said: Mapping[int, Description]
) -> JournalPost:
    """What each photo shows, by its key; those that are removed are gone with their files."""
    post = _locked(post)
    rules.may_change_post(user, post).require()
    for photo in post.photos.select_related("picture"):
        _describe(photo, said.get(photo.pk))
    return _keep(post)


@transaction.atomic
def post_publish(*, post: JournalPost, user: Any) -> JournalPost:
    """Open it to its tier. Raises ValidationError while words or descriptions are missing."""
    post = _locked(post)
    rules.may_change_post(user, post).require()
    _check_words(post)
    check_not_wider(post.tier, post.twinning)
    if not all(photo.described for photo in post.photos.select_related("picture")):
        raise ValidationError(_("Say of each photo what it shows."), code="alt")
    post.live = True
    post.published_at = post.published_at or timezone.now()
    return _keep(post)


@transaction.atomic
def post_withdraw(*, post: JournalPost, user: Any) -> JournalPost:
    """Close it to all but the twinning; its words stay.

    Raises DrawnFrom and changes nothing under a published finding that is more open.
    """
    post = _locked(post)
    rules.may_change_post(user, post).require()
    post.live = False
    if against := more_open([post]):
        raise DrawnFrom(against)
    return _keep(post)


@transaction.atomic
def post_delete(*, post: JournalPost, user: Any) -> None:
    """A draft that was never published is gone, its photos with it."""
    post = _locked(post)
    rules.may_delete_post(user, post).require()
    for photo in post.photos.select_related("picture"):
        _remove(photo)
    post.delete()


def check_not_wider(tier: str, twinning: TwinningPage) -> None:
    """Raise ValidationError when it would be open to people to whom its twinning is closed."""
    around = Tier(twinning.tier)
    if Tier(tier).rank < around.rank:
        raise ValidationError(
            _("Its twinning is at the level “%(level)s”: this cannot be more open."),
            code="wider",
            params={"level": around.label},
        )


def follow(post: JournalPost) -> None:
    """Its photos are never more open than the post itself."""
    _follow(post, post.photos.select_related("picture"))


def _locked(post: JournalPost) -> JournalPost:
    rows = JournalPost.objects.select_for_update(of=("self",))
    return rows.select_related("twinning", "space").get(pk=post.pk)


def _keep(post: JournalPost) -> JournalPost:
    post.version += 1
    post.full_clean()
    follow(post)
    post.save()  # last: search reads it with its tags and photos
    return post


def _side(user: Any, twinning: TwinningPage) -> Partner | None:
    """The partner for which this person writes; None for somebody of none of them."""
    return (
        Partner.objects.filter(
            twinning=twinning,
            organisation__memberships__user=user,
            organisation__memberships__state="active",
        )
        .order_by("sort_order")
        .first()
    )


def _check_words(post: JournalPost) -> None:
    empty = {
        name: _("Write this before you publish.")
        for name in ("title", "text")
        if not getattr(post, name).strip()
    }
    if empty:
        raise ValidationError(empty)


def _tag(post: JournalPost, tags: Iterable[str]) -> None:
    wanted = list(dict.fromkeys(tags))[:MOST_TAGS]
    post.tags.exclude(word__in=wanted).delete()
    there = set(post.tags.values_list("word", flat=True))
    PostTag.objects.bulk_create(
        PostTag(post=post, word=word) for word in wanted if word not in there
    )


def _describe(photo: PostPhoto, said: Description | None) -> None:
    if said is None:
        return
    if said.removed:
        _remove(photo)
        return
    photo.decorative = said.decorative
    photo.save(update_fields=["decorative"])
    photo.picture.alt = "" if said.decorative else said.alt
    photo.picture.save(update_fields=["alt"])


def _remove(photo: PostPhoto) -> None:
    picture = photo.picture
    photo.delete()
    picture.delete()


def _follow(post: JournalPost, photos: Sequence[PostPhoto] | Any) -> None:
    people, groups = [], []
    if post.tier == Tier.NAMED:
        people, groups = grants.named_people(post), grants.named_groups(post)
    for photo in photos:
        picture = photo.picture
        picture.tier = post.tier
        picture.live = post.live and photo.described
        picture.save(update_fields=["tier", "live"])
        grants.name_exactly(people, groups, picture)
