"""A limited editor in the admin: every address, none may show what is not theirs."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import get_resolver, reverse
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.search import index

from tests.access.circle import attachment, person, picture, programme, twinning
from twinning.models import PhasePage
from workspace.access.services import space_join, space_leave
from workspace.library.models import Attachment, Picture

pytestmark = pytest.mark.django_db
CANARY = "zyxqanary"
OWN = "ownwork"


def permission(codename: str) -> Permission:
    return Permission.objects.filter(codename=codename).first()


def editor(name: str, page: Page, space: Any, *, files: bool) -> Any:
    user = person(name)
    group = Group.objects.create(name=name)
    group.permissions.add(permission("access_admin"))
    for codename in ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"):
        GroupPagePermission.objects.create(group=group, page=page, permission=permission(codename))
    if files:
        root = Collection.get_first_root_node()
        for codename in ("add_image", "change_image", "choose_image"):
            GroupCollectionPermission.objects.create(
                group=group, collection=root, permission=permission(codename)
            )
        for codename in ("add_document", "change_document", "choose_document"):
            GroupCollectionPermission.objects.create(
                group=group, collection=root, permission=permission(codename)
            )
    user.groups.add(group)
    space_join(space=space, user=user)
    return user


@pytest.fixture
def scene(client: Client) -> SimpleNamespace:
    home = programme()
    own, foreign = twinning(home, OWN.title()), twinning(home, CANARY.title())
    secret = picture(CANARY.title(), foreign.space)
    secret.tags.add(f"{CANARY}tag")
    paper = attachment(CANARY.title(), foreign.space)
    paper.tags.add(f"{CANARY}note")
    mine = picture(OWN.title(), own.space)
    mine.tags.add("owntag")
    papers = attachment(OWN.title(), own.space)
    for each in [*Page.objects.specific(), secret, paper, mine, papers]:
        index.insert_or_update_object(each)
    return SimpleNamespace(
        own=own,
        foreign=foreign,
        phase=PhasePage.objects.filter(twinning=foreign).first(),
        picture=secret,
        attachment=paper,
        own_picture=mine,
        narrow=editor("narrow", own, own.space, files=False),
        wide=editor("wide", Page.objects.get(depth=1), own.space, files=True),
    )


def admin_patterns(patterns: Any = None, prefix: str = "", names: str = "") -> Any:
    for each in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(each, "url_patterns"):
            inner = f"{names}{each.namespace}:" if each.namespace else names
            yield from admin_patterns(each.url_patterns, prefix + str(each.pattern), inner)
        elif (prefix + str(each.pattern)).startswith("admin/"):
            yield f"{names}{each.name or ''}", prefix + str(each.pattern)


#: Which foreign number stands for an argument, unless the area says otherwise.
def value_of(scene: SimpleNamespace, name: str, argument: str) -> Any:
    if "image" in name or argument == "image_id":
        return scene.picture.pk
    if "docs" in name or "documents" in name or argument in ("document_id", "doc_id"):
        return scene.attachment.pk
    fixed = {
        "content_type_app_name": "twinning",
        "content_type_model_name": "phasepage",
        "app_label": "twinning",
        "app_name": "taggit",
        "model_name": "tag" if "tag" in name else "phasepage",
        "action": "publish",
        "action_name": "approve",
        "filter_spec": "width-100",
        "object_id": scene.phase.pk,
        "revision_id": scene.phase.latest_revision_id,
    }
    return fixed.get(argument, scene.phase.pk)


def address(scene: SimpleNamespace, name: str, pattern: str) -> str:
    filled = re.sub(
        r"<(?:\w+:)?(\w+)>", lambda match: str(value_of(scene, name, match[1])), pattern
    )
    if "compare" in pattern:
        return f"/admin/pages/{scene.phase.pk}/revisions/compare/earliest...latest/"
    return "/" + filled.replace("^", "").replace("$", "").replace(".*", "nothing")


def addresses(scene: SimpleNamespace) -> list[tuple[str, str]]:
    return [(name, address(scene, name, pattern)) for name, pattern in admin_patterns()]


SKIPPED = {"wagtailadmin_error_test", "wagtailadmin_logout"}
QUERY = f"q={CANARY[:6]}&term={CANARY[:6]}"


def leaks(response: Any) -> bool:
    if response.streaming:
        return False
    return CANARY in response.content.decode(errors="replace").lower()


@pytest.mark.parametrize("who", ["narrow", "wide"])
def test_no_admin_address_shows_a_foreign_word(
    scene: SimpleNamespace, client: Client, who: str
) -> None:
    client.force_login(getattr(scene, who))
    found = addresses(scene)
    assert len(found) > 150
    shown = []
    for name, url in found:
        if name in SKIPPED:
            continue
        foreign = value_of(scene, name, "pk")
        queries = ["", f"?{QUERY}"]
        if "bulk" in name or "multiple" in name:
            queries += [f"?id={foreign}", "?id=all"]
        shown += [(name, url + query) for query in queries if leaks(client.get(url + query))]
    assert shown == []


@pytest.mark.parametrize("who", ["narrow", "wide"])
def test_no_form_of_the_admin_changes_or_shows_foreign_work(
    scene: SimpleNamespace, client: Client, who: str
) -> None:
    client.force_login(getattr(scene, who))
    before = state_of(scene)
    shown = []
    for name, url in addresses(scene):
        if name in SKIPPED:
            continue
        response = client.post(f"{url}?id={scene.phase.pk}", {"confirm": "1", "title": "taken"})
        if leaks(response):
            shown.append((name, url))
    assert shown == []
    assert state_of(scene) == before


def state_of(scene: SimpleNamespace) -> list[Any]:
    pages = Page.objects.descendant_of(scene.foreign, inclusive=True).order_by("pk")
    return [
        list(pages.values_list("pk", "title", "live", "locked", "path")),
        list(Picture.objects.filter(pk=scene.picture.pk).values_list("title", "tier")),
        list(Attachment.objects.filter(pk=scene.attachment.pk).values_list("title", "tier")),
    ]


def test_hidden_and_missing_pages_are_the_same_answer(
    scene: SimpleNamespace, client: Client
) -> None:
    client.force_login(scene.wide)
    for name in ("edit", "history", "delete", "copy", "usage", "view_draft"):
        hidden = client.get(reverse(f"wagtailadmin_pages:{name}", args=[scene.phase.pk]))
        missing = client.get(reverse(f"wagtailadmin_pages:{name}", args=[987654]))
        assert hidden.status_code == missing.status_code == 404
        same = hidden.content.replace(f"pages/{scene.phase.pk}/".encode(), b"pages/#/")
        assert same == missing.content.replace(b"pages/987654/", b"pages/#/")


def test_lists_and_choosers_still_show_what_is_ones_own(
    scene: SimpleNamespace, client: Client
) -> None:
    client.force_login(scene.wide)
    for url in (
        reverse("wagtailadmin_explore", args=[scene.own.pk]),
        reverse("wagtailadmin_pages:edit", args=[scene.own.pk]),
        reverse("wagtailadmin_pages:search") + f"?q={OWN[:5]}",
        reverse("wagtailadmin_choose_page_child", args=[scene.own.get_parent().pk]),
        reverse("wagtailimages:index"),
        reverse("wagtaildocs:index"),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtaildocs_chooser:choose"),
        reverse("wagtailimages:edit", args=[scene.own_picture.pk]),
    ):
        response = client.get(url)
        assert response.status_code == 200, url
        assert OWN in response.content.decode().lower(), url


def test_editor_of_one_twinning_opens_and_saves_its_page(
    scene: SimpleNamespace, client: Client
) -> None:
    client.force_login(scene.narrow)
    phase = PhasePage.objects.filter(twinning=scene.own).first()
    response = client.get(reverse("wagtailadmin_pages:edit", args=[phase.pk]))
    assert response.status_code == 200
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_revoked_editor_loses_the_admin_page_on_the_next_request(
    scene: SimpleNamespace, client: Client
) -> None:
    client.force_login(scene.narrow)
    url = reverse("wagtailadmin_pages:edit", args=[scene.own.pk])
    assert client.get(url).status_code == 200
    space_leave(space=scene.own.space, user=scene.narrow)
    assert client.get(url).status_code == 404


def test_page_below_a_hidden_one_is_hidden_too(scene: SimpleNamespace, client: Client) -> None:
    PhasePage.objects.filter(pk=scene.phase.pk).update(tier="public", state="validated")
    client.force_login(scene.wide)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[scene.phase.pk])).status_code == 404


def test_nobody_deletes_a_page_with_hidden_ones_below(
    scene: SimpleNamespace, client: Client
) -> None:
    PhasePage.objects.filter(twinning=scene.own).update(tier="named")
    client.force_login(scene.wide)
    url = reverse("wagtailadmin_pages:delete", args=[scene.own.pk])
    assert client.post(url).status_code == 403
    assert Page.objects.filter(pk=scene.own.pk).exists()


def test_tags_of_hidden_files_are_not_offered(scene: SimpleNamespace, client: Client) -> None:
    client.force_login(scene.wide)
    url = reverse("wagtailadmin_tag_autocomplete")
    assert client.get(url, {"term": "own"}).json() == ["owntag"]
    assert client.get(url, {"term": CANARY[:4]}).json() == []


def test_form_that_names_a_foreign_picture_or_link_is_not_found(
    scene: SimpleNamespace, client: Client
) -> None:
    client.force_login(scene.wide)
    url = reverse("wagtailadmin_pages:edit", args=[scene.own.pk])
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"id": scene.phase.pk}}
    draft = json.dumps({"blocks": [], "entityMap": {"0": link}})
    for data in (
        {"body-0-value-image": scene.picture.pk},
        {"body-0-value-document": scene.attachment.pk},
        {"body-0-value": draft},
        {"new_parent_page": scene.phase.pk},
    ):
        assert client.post(url, data).status_code == 404


def test_spaces_offered_for_a_file_are_ones_own(scene: SimpleNamespace, client: Client) -> None:
    client.force_login(scene.wide)
    for name in ("wagtailimages:add", "wagtaildocs:add"):
        page = client.get(reverse(name)).content.decode()
        assert scene.own.space.name in page
        assert scene.foreign.space.name not in page


def test_administrator_is_not_held_back(scene: SimpleNamespace, client: Client) -> None:
    client.force_login(person("boss", is_superuser=True, is_staff=True))
    for url in (
        reverse("wagtailadmin_pages:edit", args=[scene.phase.pk]),
        reverse("wagtailimages:edit", args=[scene.picture.pk]),
        reverse("wagtailadmin_reports:aging_pages"),
    ):
        assert client.get(url).status_code == 200
