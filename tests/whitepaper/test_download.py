"""The PDF reaches those who may see its edition, and nobody else notices that it exists."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from tests.factories import whitepaper as make
from whitepaper import files, services
from whitepaper.models import Edition, EditionFile

pytestmark = pytest.mark.django_db


def published(programme, tier="public"):
    """A published edition with its PDF in French."""
    edition = make.edition(
        programme, make.recommendation(programme, make.finding(programme)), tier=tier
    )
    services.freeze(edition, make.TODAY)
    files.file_write(edition=edition, language="fr")
    edition.state, edition.live, edition.published_on = "published", True, make.TODAY
    edition.save()
    return edition


def address(edition, language="fr"):
    return reverse("whitepaper:download", args=[edition.pk, language])


def test_a_visitor_downloads_a_public_edition(client, programme):
    edition = published(programme)
    with translation.override("es"):
        response = client.get(address(edition))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Language"] == "fr"
    name = f"tandem-white-paper-{edition.number}-fr.pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["Cache-Control"].startswith("public, max-age=")
    data = b"".join(response.streaming_content)
    stored = EditionFile.objects.get(edition=edition)
    assert (len(data), int(response["Content-Length"])) == (stored.size, stored.size)
    reader = PdfReader(io.BytesIO(data))
    assert len(reader.pages) == stored.pages
    assert "What changes 1 (fr)" in reader.metadata.title


def test_what_a_browser_holds_is_not_sent_again(client, programme):
    edition = published(programme)
    etag = client.get(address(edition))["ETag"]
    assert etag == f'"{EditionFile.objects.get(edition=edition).sha256}"'
    again = client.get(address(edition), headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"].startswith("public")


@pytest.mark.parametrize("kind", ["network", "draft", "no file", "no language", "missing"])
def test_what_a_visitor_may_not_have_is_the_same_as_what_is_not_there(client, programme, kind):
    edition = published(programme, tier="network" if kind == "network" else "public")
    if kind == "draft":
        Edition.objects.filter(pk=edition.pk).update(live=False)
    if kind == "no file":
        EditionFile.objects.get(edition=edition).file.delete(save=False)
    path = address(edition, "en" if kind == "no language" else "fr")
    if kind == "missing":
        path = path.replace(f"/{edition.pk}/", "/987654/")
    refused = client.get(path)
    nothing = client.get("/en/editions/987655/fr.pdf")
    assert refused.status_code == nothing.status_code == 404
    tail = path.removeprefix("/en/")
    assert refused.content.replace(tail.encode(), b"editions/987655/fr.pdf") == nothing.content
    assert refused.headers.keys() == nothing.headers.keys()


def test_another_language_code_is_no_address(client, programme):
    edition = published(programme)
    assert client.get(f"/en/editions/{edition.pk}/de.pdf").status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [("pending", 404), ("member", 200), ("editor", 200), ("facilitator", 200), ("admin", 200)],
)
def test_a_network_edition_is_for_the_network_and_kept_by_no_cache(client, programme, role, status):
    people = {
        "pending": lambda: make.person("pending"),
        "member": lambda: make.member("member"),
        "editor": lambda: make.editor(programme),
        "facilitator": lambda: make.with_role("facilitator", programme, "facilitator"),
        "admin": lambda: make.person("admin", is_superuser=True),
    }
    edition = published(programme, tier="network")
    response = make.client_of(client, people[role]()).get(address(edition))
    assert response.status_code == status
    if status == 200:
        assert response["Cache-Control"] == "private, no-store"


def test_an_editor_reads_the_pdf_before_it_is_published_and_no_cache_keeps_it(client, programme):
    edition = published(programme)
    Edition.objects.filter(pk=edition.pk).update(live=False)
    response = make.client_of(client, make.editor(programme)).get(address(edition))
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")


def test_a_web_server_may_send_the_file_itself(client, programme, settings):
    settings.ACCEL_PREFIX = "/protected/"
    edition = published(programme)
    response = client.get(address(edition))
    stored = EditionFile.objects.get(edition=edition)
    assert response["X-Accel-Redirect"] == f"/protected/{stored.file.name}"
    assert response.content == b""
    assert "attachment" in response["Content-Disposition"]


def test_files_are_only_read(client, programme):
    assert client.post(address(published(programme))).status_code == 405


def test_building_twice_writes_one_file_with_the_same_bytes(programme):
    edition = published(programme)
    first = EditionFile.objects.get(edition=edition)
    again = files.file_write(edition=edition, language="fr")
    assert (again.pk, again.sha256, again.file.name) == (
        first.pk,
        first.sha256,
        first.file.name,
    )


def test_a_file_that_was_half_written_is_replaced(programme):
    edition = published(programme)
    stored = EditionFile.objects.get(edition=edition)
    with open(stored.file.path, "wb") as broken:
        broken.write(b"%PDF-half")
    files.file_write(edition=edition, language="fr")
    with stored.file.open() as whole:
        assert len(whole.read()) == stored.size


def test_the_file_of_an_earlier_drawing_is_removed_once_the_new_one_stands(programme, monkeypatch):
    edition = published(programme)
    old = EditionFile.objects.get(edition=edition).file
    monkeypatch.setattr(files.pdf, "build", lambda *_: b"%PDF-1.4 /Type /Page /Type /Pages")
    new = files.file_write(edition=edition, language="fr")
    assert new.pages == 1
    assert new.file.storage.exists(new.file.name)
    assert not old.storage.exists(old.name)
