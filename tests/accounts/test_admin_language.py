"""One language a person: the site and its back office never speak two."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.personas import World
from workspace.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["fr", "es"])
def test_the_back_office_speaks_the_language_of_the_person(
    world: World, client_of: Any, language: str
) -> None:
    """Whatever the browser asks for, and whatever Wagtail kept from before."""
    admin = world.people["administrator"]
    UserProfile.objects.create(user=admin, preferred_language="en")
    User.objects.filter(pk=admin.pk).update(language=language)
    page = client_of("administrator").get("/admin/", headers={"accept-language": "en"})
    assert f'lang="{language}"' in page.content.decode()
    assert UserProfile.objects.get(user=admin).preferred_language == language


def test_a_language_chosen_in_the_back_office_holds_for_the_site(
    world: World, client_of: Any
) -> None:
    client = client_of("administrator")
    page = client.get(reverse("wagtailadmin_account"))
    fields = {
        form.add_prefix(name): form[name].value() or ""
        for tab in page.context["panels_by_tab"].values()
        for form in (panel.get_form() for panel in tab)
        for name in form.fields
    }
    assert fields["locale-preferred_language"] == "fr"
    typed = {**fields, "name_email-last_name": "Ruiz", "locale-preferred_language": "es"}
    answer = client.post(reverse("wagtailadmin_account"), typed)
    assert answer.status_code == 302
    assert User.objects.get(pk=world.people["administrator"].pk).language == "es"
