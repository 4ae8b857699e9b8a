"""Your data and accessibility: open to everyone, in three languages, with an address."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["fr", "en", "es"])
@pytest.mark.parametrize("name", ["privacy", "accessibility", "help"])
def test_page_is_open_and_says_whom_to_write_to(client, settings, language, name):
    settings.CONTACT_ADDRESS = "desk@example.org"
    page = client.get(f"/{language}/{name}/")
    assert page.status_code == 200
    assert "mailto:desk@example.org" in page.content.decode()


def test_footer_leads_to_both(client):
    page = client.get("/fr/").content.decode()
    assert 'href="/fr/privacy/"' in page
    assert 'href="/fr/accessibility/"' in page
