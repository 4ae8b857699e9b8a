"""A limited editor in the admin: acts on many things at once, usage, mails, reports."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ReferenceIndex

from tests.access.test_admin import CANARY, leaks, scene, state_of
from twinning.models import PhasePage

pytestmark = pytest.mark.django_db
__all__ = ["scene"]

ACTS = {
    "page": ["delete", "move", "publish", "unpublish"],
    "image": ["delete", "add_tags", "add_to_collection"],
    "document": ["delete", "add_tags", "add_to_collection"],
}
MODELS = {"page": ("wagtailcore", "page"), "image": ("library", "picture")}
MODELS["document"] = ("library", "attachment")


@pytest.mark.parametrize("who", ["narrow", "wide"])
@pytest.mark.parametrize("kind", ACTS)
def test_no_act_on_many_shows_or_changes_foreign_things(
    scene: SimpleNamespace, client: Client, kind: str, who: str
) -> None:
    client.force_login(getattr(scene, who))
    before = state_of(scene)
    keys = {"page": scene.phase.pk, "image": scene.picture.pk, "document": scene.attachment.pk}
    for act in ACTS[kind]:
        url = reverse("wagtail_bulk_action", args=[*MODELS[kind], act])
        for query in (f"?id={keys[kind]}", "?id=all", f"?id=1&id={keys[kind]}"):
            for answer in (client.get(url + query), client.post(url + query, {"tags": "x"})):
                assert not leaks(answer), (act, query)
                assert answer.status_code in (302, 403, 404), (act, query)
    assert state_of(scene) == before


def test_usage_of_ones_own_picture_names_no_foreign_page(
    scene: SimpleNamespace, client: Client
) -> None:
    scene.phase.body = [("picture", {"image": scene.own_picture, "caption": f"{CANARY} caption"})]
    scene.phase.save_revision().publish()
    ReferenceIndex.create_or_update_for_object(PhasePage.objects.get(pk=scene.phase.pk))
    client.force_login(scene.wide)
    page = client.get(reverse("wagtailimages:image_usage", args=[scene.own_picture.pk]))
    assert page.status_code == 200
    assert not leaks(page)
    assert not leaks(client.get(reverse("wagtailimages:edit", args=[scene.own_picture.pk])))


@pytest.mark.parametrize(
    "name", ["locked_pages", "site_history", "aging_pages", "page_types_usage"]
)
def test_reports_are_not_there_for_a_limited_editor(
    scene: SimpleNamespace, client: Client, name: str
) -> None:
    client.force_login(scene.wide)
    url = reverse(f"wagtailadmin_reports:{name}")
    for query in ("", "?export=csv", "?export=xlsx"):
        assert client.get(url + query).status_code == 404


def test_comments_and_moderation_whose_mails_ask_nobody_are_not_offered(
    scene: SimpleNamespace, client: Client
) -> None:
    """Wagtail mails them to whoever once took part, also to those who no longer see the page."""
    phase = PhasePage.objects.filter(twinning=scene.own).first()
    client.force_login(scene.narrow)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[phase.pk])).content.decode()
    assert "comments-TOTAL_FORMS" not in page
    assert "action-submit" not in page
