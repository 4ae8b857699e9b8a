"""Writing in the journal: the words and photos first, then what they show, then publication."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from twinning import front_rules, journal, stale
from twinning.drawn import DrawnFrom
from twinning.journal_forms import PhotosForm, PostForm
from twinning.models import JournalPost, TwinningPage
from twinning.people import readers_now, readers_once_published
from twinning.views.closing import not_now
from twinning.views.journal import find_post, post_context
from twinning.views.twinning import find_twinning
from workspace.access.decisions import Decision
from workspace.library.files import is_disk_full
from workspace.library.renditions import with_renditions


def post_new(request: HttpRequest, slug: str) -> HttpResponse:
    twinning = find_twinning(request, slug)
    demand(request, front_rules.may_post(request.user, twinning))
    first = {"language": get_language(), "day": timezone.localdate(), "key": uuid.uuid4()}
    form = PostForm(request.POST or None, request.FILES or None, twinning=twinning, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            post, made = journal.post_begin(
                twinning=twinning,
                user=request.user,
                key=form.cleaned_data["key"],
                words=form.words(),
                tags=form.cleaned_data["tags"],
                tier=form.cleaned_data["tier"],
            )
        except ValidationError as refusal:
            # The key of somebody else's form: what was typed comes back.
            form.add_error(None, ValidationError(refusal.messages))
            return _form(request, twinning, form)
        return _with_photos(request, post, form.cleaned_data["photos"] if made else [])
    return _form(request, twinning, form)


def post_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    post = find_post(request, slug, pk)
    demand(request, front_rules.may_change_post(request.user, post))
    if request.method != "POST":
        return _form(request, post.twinning, edit_form(post), post)
    data = stale.chosen(request.POST, stale.answers(post, JournalPost.WORDS))
    form = PostForm(data, request.FILES, instance=_copy(post), twinning=post.twinning)
    if not form.is_valid():
        return _form(request, post.twinning, form, post)
    try:
        changed = journal.post_change(
            post=post,
            user=request.user,
            version=form.cleaned_data["version"],
            words=form.words(),
            tags=form.cleaned_data["tags"],
        )
    except stale.Stale as found:
        # Photos add up: they are kept whoever was first.
        full = _add_photos(request, post, form.cleaned_data["photos"])
        return full or _stale(request, form, found.current)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return _form(request, post.twinning, form, post)
    return _with_photos(request, changed, form.cleaned_data["photos"])


def edit_form(post: JournalPost) -> PostForm:
    first = {
        "version": post.version,
        "key": post.key,
        "tags": [each.word for each in post.tags.all()],
    }
    return PostForm(instance=post, twinning=post.twinning, initial=first)


def post_check(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What each photo shows, who will read it; then publish, or go on later."""
    post = find_post(request, slug, pk)
    demand(request, front_rules.may_change_post(request.user, post))
    form = PhotosForm(list(post.photos.all()), request.POST or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        # Kept even when something else is missing: nobody describes a photo twice.
        journal.photos_describe(post=post, user=request.user, said=form.said())
        if request.POST.get("action") != "publish":
            messages.success(request, _("Saved. Only this twinning sees it until it is published."))
            return redirect(post)
        post = find_post(request, slug, pk)
        form = PhotosForm(list(post.photos.all()), request.POST)
        if form.is_valid() and form.demand():
            try:
                journal.post_publish(post=post, user=request.user)
                messages.success(request, _("Published."))
                return redirect(post)
            except ValidationError as refusal:
                problems = _named(refusal)
    return _check(request, post, form, problems)


@require_POST
def post_withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    post = find_post(request, slug, pk)
    demand(request, front_rules.may_change_post(request.user, post))
    try:
        journal.post_withdraw(post=post, user=request.user)
    except DrawnFrom as refused:
        return not_now(request, post, refused.against)
    messages.success(request, _("Withdrawn. Only this twinning sees it now."))
    return redirect(post)


@require_POST
def post_delete(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    post = find_post(request, slug, pk)
    demand(request, front_rules.may_delete_post(request.user, post))
    journal.post_delete(post=post, user=request.user)
    messages.success(request, _("The draft is deleted."))
    return redirect("twinning:journal", slug)


def demand(request: HttpRequest, decision: Decision) -> None:
    """For visitors there is nothing here; people with an account read why not."""
    if not decision and not request.user.is_authenticated:
        raise Http404
    decision.require()


def _with_photos(request: HttpRequest, post: JournalPost, files: list[Any]) -> HttpResponse:
    full = _add_photos(request, post, files)
    if full:
        return full
    if post.live and not files:
        messages.success(request, _("Saved."))
        return redirect(post)
    return redirect("twinning:post_check", post.twinning.slug, post.pk)


def _add_photos(request: HttpRequest, post: JournalPost, files: list[Any]) -> HttpResponse | None:
    """Each photo on its own: what is refused is said, the text and the others are kept.

    Answers with a page when the disk is full.
    """
    for file in files:
        try:
            journal.photo_add(post=post, user=request.user, file=file)
        except ValidationError as refusal:
            why = " ".join(refusal.messages)
            words = _("%(name)s: %(why)s") % {"name": file.name, "why": why}
            messages.warning(request, words, extra_tags="partly")
        except OSError as error:
            if not is_disk_full(error):
                raise
            return _full(request, post)
    return None


def _full(request: HttpRequest, post: JournalPost) -> HttpResponse:
    """The words are stored; the form goes on from them."""
    form = edit_form(post)
    context = {
        "twinning": post.twinning,
        "form": form,
        "post": post,
        "problem": _(
            "The disk of this site is full: not all photos could be kept. Your text is saved. "
            "Tell the people who run the site, then add the photos again."
        ),
    }
    return render(request, "twinning/post_form.html", context, status=507)


def _form(
    request: HttpRequest, twinning: TwinningPage, form: PostForm, post: JournalPost | None = None
) -> HttpResponse:
    if form.errors and request.FILES:
        # A browser sends a file once: the words are still there, the photos are not.
        form.add_error("photos", _("Choose the photos again."))
    context: dict[str, Any] = {"twinning": twinning, "form": form, "post": post}
    if post:
        context["readers"] = readers_now(post)
    return render(request, "twinning/post_form.html", context, status=400 if form.errors else 200)


def _stale(request: HttpRequest, form: PostForm, current: JournalPost) -> HttpResponse:
    """Both texts, side by side; the next save is made on the present version."""
    named = stale.labels(JournalPost, _in_order(JournalPost.WORDS))
    stored = stale.answers(current, JournalPost.WORDS)
    typed = stale.typed_again(form)
    typed["version"] = str(current.version)
    again = PostForm(typed, instance=_copy(current), twinning=current.twinning)
    again.add_error(None, _("Somebody saved this post while you were writing."))
    context = {
        "twinning": current.twinning,
        "form": again,
        "post": current,
        "stale": current,
        "differences": stale.differences(named, stored, form.words()),
        "readers": readers_now(current),
    }
    return render(request, "twinning/post_form.html", context, status=409)


def _in_order(names: Iterable[str]) -> list[str]:
    """As the form asks for them."""
    return sorted(names, key=PostForm.field_order.index)


def _copy(post: JournalPost) -> JournalPost:
    """A form writes into its instance; the post that the page shows stays as it is stored."""
    return JournalPost.objects.get(pk=post.pk)


def _check(
    request: HttpRequest, post: JournalPost, form: PhotosForm, problems: list[str]
) -> HttpResponse:
    with_renditions([photo.picture for photo in form.photos])
    context = {
        **post_context(request, post),
        "form": form,
        "problems": problems,
        "will_read": readers_once_published(post),
        "edit_url": reverse("twinning:post_edit", args=[post.twinning.slug, post.pk]),
    }
    status = 400 if form.errors or problems else 200
    return render(request, "twinning/post_check.html", context, status=status)


def _named(refusal: ValidationError) -> list[str]:
    """Each missing thing with the name of its field."""
    if not hasattr(refusal, "error_dict"):
        return list(refusal.messages)
    fields = JournalPost._meta
    return [
        f"{fields.get_field(name).verbose_name} – {' '.join(words)}"  # type: ignore[union-attr]
        for name, words in refusal.message_dict.items()
    ]
