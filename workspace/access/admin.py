"""The admin shows a person what they see elsewhere, and nothing more.

Policies keep hidden things out of lists. This guard answers 404 where an address, a query or a
form names one: the same answer as for what does not exist.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.defaults import page_not_found
from taggit.models import TaggedItem
from wagtail.admin.wagtail_hooks import PageAdminURLFinder
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from workspace.access.audience import Audience
from workspace.access.models import Protected
from workspace.access.policies import (
    audience_for,
    hidden_pages,
    hides,
    only_seen,
    without_hidden,
)
from workspace.access.querysets import visible

Suspects = dict[type[Any], set[int]]

#: Whole areas that list everything there is, for administrators only.
CLOSED = ("wagtailadmin_reports:", "wagtailadmin_api:images:", "wagtailadmin_api:documents:")
#: Acts that take along everything below a page.
WITH_ALL_BELOW = ("delete", "move", "move_confirm", "copy", "unpublish", "convert_alias")
_PAGE_ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk")
_PAGE_PARAMETERS = re.compile(
    r"(^|[-_])(page|chooser|parent|parent_page|new_parent_page|destination|childOf|child_of"
    r"|descendant_of|ancestor_of|translation_of|target_pages|user_perms)$"
)
_PICTURE_PARAMETERS = re.compile(r"(^|[-_])(image|picture)$")
_DOCUMENT_PARAMETERS = re.compile(r"(^|[-_])(document|attachment)$")


class AdminGuard:
    """Middleware: stands between a limited editor and every address of the admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        name = match.view_name if match else ""
        if not _is_admin(request, name) or not request.user.is_authenticated:
            return None
        audience: Audience = request.audience  # type: ignore[attr-defined]
        # Without access to the admin all its addresses lead away from it, hidden ones too.
        if audience.everything or not request.user.has_perm("wagtailadmin.access_admin"):
            return None
        if name.startswith(CLOSED) or _names_hidden(request, audience, name, kwargs):
            return _nothing_here(request)
        if name.startswith("wagtailadmin_tag"):
            return JsonResponse(_tags(request, audience), safe=False)
        _check_below(audience, name, kwargs)
        return None


def _is_admin(request: HttpRequest, name: str) -> bool:
    return name.startswith("wagtail") or request.path.startswith("/admin/")


def _nothing_here(request: HttpRequest) -> HttpResponse:
    """The very answer that Wagtail gives for what does not exist."""
    response = page_not_found(request, Http404(), template_name="wagtailadmin/404.html")
    add_never_cache_headers(response)
    return response


def _names_hidden(
    request: HttpRequest, audience: Audience, name: str, kwargs: dict[str, Any]
) -> bool:
    if _model_of(name, kwargs) and "all" in request.GET.getlist("id"):
        return True  # "all" would be counted and done without looking at each of them
    named = suspects(request, name, kwargs)
    return any(hides(audience, model, pks) for model, pks in named.items())


def suspects(request: HttpRequest, name: str, kwargs: dict[str, Any]) -> Suspects:
    """The pages, pictures and documents that this request names, by model."""
    found: Suspects = defaultdict(set)
    for model, value in _named(request, name, kwargs):
        pk = _number(value)
        if pk is not None:
            found[model].add(pk)
    return found


def _named(
    request: HttpRequest, name: str, kwargs: dict[str, Any]
) -> Iterator[tuple[type[Any], Any]]:
    yield from _in_address(name, kwargs)
    own = _model_of(name, kwargs)
    for source in (request.GET, request.POST):
        for key, values in source.lists():
            model = own if key in ("id", "ids") else _by_name(key)
            if model:
                yield from ((model, value) for each in values for value in each.split(","))
            yield from ((Page, pk) for each in values for pk in linked_pages(each))


def _in_address(name: str, kwargs: dict[str, Any]) -> Iterator[tuple[type[Any], Any]]:
    for key, value in kwargs.items():
        if key in _PAGE_ARGUMENTS:
            yield Page, value
        elif key == "image_id":
            yield get_image_model(), value
        elif key in ("document_id", "doc_id"):
            yield get_document_model(), value
    own = _model_of(name, kwargs)
    if own:
        yield own, kwargs.get("object_id", kwargs.get("pk"))


def _model_of(name: str, kwargs: dict[str, Any]) -> type[Any] | None:
    """The protected model that an address is about, if it is about one."""
    if "model_name" in kwargs and "app_label" in kwargs:
        try:
            model = apps.get_model(kwargs["app_label"], kwargs["model_name"])
        except LookupError:
            return None
        if issubclass(model, Page):
            return Page
        return model if issubclass(model, Protected) else None
    if name.startswith("wagtailimages"):
        return get_image_model()
    if name.startswith("wagtaildocs"):
        return get_document_model()
    pages = ("wagtailadmin_pages:", "wagtailadmin_choose_page", "wagtailadmin_api:pages:")
    return Page if name.startswith(pages) else None


def _by_name(key: str) -> type[Any] | None:
    if _PAGE_PARAMETERS.search(key):
        return Page
    if _PICTURE_PARAMETERS.search(key):
        return get_image_model()
    return get_document_model() if _DOCUMENT_PARAMETERS.search(key) else None


def linked_pages(value: str) -> Iterator[int]:
    """Numbers of the pages to which a rich text of the editor leads."""
    if '"entityMap"' not in value:
        return
    try:
        entities = json.loads(value)["entityMap"].values()
    except (ValueError, TypeError, KeyError, AttributeError):
        return
    for entity in entities:
        data = entity.get("data") if isinstance(entity, dict) else None
        if isinstance(data, dict) and entity.get("type") == "LINK":
            pk = _number(data.get("id"))
            if pk is not None:
                yield pk


def _number(value: Any) -> int | None:
    text = str(value)
    return int(text) if text.isdecimal() and len(text) < 19 else None


def _check_below(audience: Audience, name: str, kwargs: dict[str, Any]) -> None:
    """Nobody deletes, moves, copies or unpublishes what they do not see."""
    if not name.startswith("wagtailadmin_pages:") or name.partition(":")[2] not in WITH_ALL_BELOW:
        return
    pk = kwargs.get("page_id", kwargs.get("page_to_move_id"))
    page = Page.objects.filter(pk=pk).first()
    if page and hidden_pages(audience).filter(path__startswith=page.path).exists():
        raise PermissionDenied(
            _("Below this page there are others that are not open to you. An administrator can.")
        )


def _tags(request: HttpRequest, audience: Audience) -> list[str]:
    """Tags that begin so, of files that the person sees: Wagtail would offer all of them."""
    term = request.GET.get("term", "").replace("\x00", "")
    if not term:
        return []
    names: set[str] = set()
    for model in (get_image_model(), get_document_model()):
        seen = model._base_manager.filter(visible(model, audience)).values("pk")
        items = TaggedItem.objects.filter(
            content_type__app_label=model._meta.app_label,
            content_type__model=model._meta.model_name,
            object_id__in=seen,
            tag__name__istartswith=term,
        )
        names.update(items.values_list("tag__name", flat=True)[:10])
    return sorted(names)[:10]


class SeenURLFinder(PageAdminURLFinder):
    """Where Wagtail names what uses a picture, it leaves out the title without an address."""

    def get_edit_url(self, instance: Any) -> str | None:
        if self.user and hides(audience_for(self.user), Page, [instance.pk]):
            return None
        url: str | None = super().get_edit_url(instance)
        return url


def only_seen_pages(pages: Any, request: HttpRequest) -> Any:
    return without_hidden(pages, request.audience)  # type: ignore[attr-defined]


def only_seen_files(files: Any, request: HttpRequest) -> Any:
    return only_seen(files, request.audience)  # type: ignore[attr-defined]


def drop_for_limited(names: Iterable[str] = ()) -> Callable[[HttpRequest, list[Any]], None]:
    """A hook that empties a list for everybody but administrators, or takes `names` from it."""
    unwanted = set(names)

    def drop(request: HttpRequest, items: list[Any]) -> None:
        if not request.audience.everything:  # type: ignore[attr-defined]
            items[:] = [each for each in items if unwanted and each.name not in unwanted]

    return drop
