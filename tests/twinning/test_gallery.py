"""Several pictures at once in a phase: each judged alone, each described before anybody signs."""

from __future__ import annotations

import errno
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from tests.factories.people import make_coordinator
from tests.factories.twinnings import active_phase, make_account, phase_of
from tests.library import samples
from tests.personas import World
from twinning import gate, rules
from twinning.gallery_form import MOST_AT_ONCE
from workspace.library.models import Picture

ClientOf = Callable[[str], Client]


def url(name: str, *args: Any) -> str:
    return reverse(f"twinning:{name}", args=["ours", 1, *args])


def upload(name: str, content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or samples.photograph())


def sent(*files: SimpleUploadedFile, **fields: Any) -> dict[str, Any]:
    return {"block": str(uuid.uuid4()), "seen": "", "tier": "space", "file": files, **fields}


def entries(world: World) -> list[Any]:
    return list(phase_of(world.ours).body[0].value)


def begun(client: Client, *names: str) -> str:
    """Where a gallery of pictures of these names is changed."""
    data = sent(*(upload(name) for name in names))
    client.post(url("block_add", "gallery"), data)
    return url("block_edit", data["block"])


def filled(client: Client, address: str, **more: Any) -> dict[str, Any]:
    form = client.get(address).context["form"]
    return {name: form[name].value() or "" for name in form.fields if name != "file"} | more


def test_several_pictures_go_at_once_and_each_is_asked_what_it_shows(
    world: World, client_of: ClientOf
) -> None:
    active_phase(world.ours)
    client = client_of("member")
    empty = client.get(url("block_add", "gallery")).content.decode()
    assert " multiple" in empty
    assert "8 at a time, of 20 MB at most each" in empty
    data = sent(upload("one.jpg"), upload("two.jpg"))
    response = client.post(url("block_add", "gallery"), data)
    address = url("block_edit", data["block"])
    assert response["Location"] == address
    page = client.get(address).content.decode()
    assert page.count("What picture") == 2
    assert page.count("<figure") == 2
    silent = client.post(address, filled(client, address, alt_1="A table"))
    assert silent.status_code == 400
    assert "Say in a few words what this picture shows." in silent.content.decode()
    assert 'value="A table"' in silent.content.decode()
    whole = filled(client, address, alt_1="A table", alt_2="A chair", caption_2="Ash")
    assert client.post(address, whole)["Location"] == url("evidence")
    shown = [(each["image"].alt, each["caption"]) for each in entries(world)]
    assert shown == [("A table", ""), ("A chair", "Ash")]


def test_what_is_refused_is_named_with_its_reason_and_the_others_are_kept(
    world: World, client_of: ClientOf
) -> None:
    active_phase(world.ours)
    data = sent(
        upload("good.jpg"),
        upload("lying.png", samples.PDF),
        upload("huge.png", samples.huge_png()),
        upload("list.pdf", samples.PDF),
    )
    page = client_of("member").post(url("block_add", "gallery"), data, follow=True)
    words = page.content.decode()
    assert [each["image"].title for each in entries(world)] == ["good"]
    assert "lying.png: This file is named .png" in words
    assert "huge.png: This picture has 128 megapixels" in words
    assert "list.pdf: Files of the type pdf are not taken" in words


def test_nothing_is_saved_when_every_file_is_refused(world: World, client_of: ClientOf) -> None:
    active_phase(world.ours)
    data = sent(upload("lying.png", samples.PDF), upload("list.pdf", samples.PDF))
    page = client_of("member").post(url("block_add", "gallery"), data)
    assert page.status_code == 400
    assert "lying.png: This file" in page.content.decode()
    assert "list.pdf: Files of the type" in page.content.decode()
    assert not phase_of(world.ours).body
    assert not Picture.objects.exists()


def test_a_ninth_picture_waits_for_the_next_time(world: World, client_of: ClientOf) -> None:
    active_phase(world.ours)
    files = [upload(f"{number}.jpg") for number in range(MOST_AT_ONCE + 1)]
    page = client_of("member").post(url("block_add", "gallery"), sent(*files), follow=True)
    assert len(entries(world)) == MOST_AT_ONCE
    assert "8.jpg: Too many at a time. Add it now." in page.content.decode()


def test_pictures_that_arrive_are_kept_though_others_lack_their_words(
    world: World, client_of: ClientOf
) -> None:
    active_phase(world.ours)
    client = client_of("member")
    address = begun(client, "one.jpg")
    more = client.post(address, filled(client, address, file=[upload("two.jpg")]))
    assert more["Location"] == address
    assert len(entries(world)) == 2
    client.post(address, filled(client, address, alt_1="One", removed_2="on"))
    assert [each["image"].alt for each in entries(world)] == ["One"]
    client.post(address, filled(client, address, alt_1="", file=[upload("three.jpg")]))
    assert [each["image"].alt for each in entries(world)] == ["One", ""]


def test_a_form_that_comes_back_says_that_its_pictures_are_chosen_again(
    world: World, client_of: ClientOf
) -> None:
    active_phase(world.ours)
    client = client_of("member")
    address = begun(client, "one.jpg")
    long = filled(client, address, alt_1="One", caption_1="x" * 301, file=[upload("two.jpg")])
    page = client.post(address, long)
    assert page.status_code == 400
    assert "Choose the pictures again." in page.content.decode()
    assert 'value="One"' in page.content.decode()


def test_pictures_know_no_place_and_are_as_closed_as_the_first(
    world: World, client_of: ClientOf
) -> None:
    active_phase(world.ours, tier="network")
    client = client_of("member")
    address = begun(client, "one.jpg", "two.jpg")
    client.post(address, filled(client, address, alt_1="1", alt_2="2", file=[upload("3.jpg")]))
    assert {each["image"].tier for each in entries(world)} == {"space"}
    for entry in entries(world):
        with entry["image"].file.open("rb") as file, Image.open(file) as image:
            assert not image.getexif()


def test_nobody_signs_before_every_picture_has_its_words(world: World, client_of: ClientOf) -> None:
    phase = active_phase(world.ours)
    partner = world.ours.partners.get(organisation=world.cordoba)
    make_account(phase, partner)
    coordinator = make_coordinator(world.cordoba)
    client, data = client_of("member"), sent(upload("one.jpg"))
    client.post(url("block_add", "gallery"), data)
    refused = rules.may_sign(coordinator, phase_of(world.ours), partner)
    assert "what each picture shows" in refused.reason
    address = url("block_edit", data["block"])
    assert f'href="{address}"' in client.get(phase.get_absolute_url()).content.decode()
    client.post(address, filled(client, address, alt_1="A table"))
    assert rules.may_sign(coordinator, phase_of(world.ours), partner)
    assert f'href="{address}"' not in client.get(phase.get_absolute_url()).content.decode()


def test_a_full_disk_leaves_no_picture_of_a_gallery(
    world: World, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []
    save = FileSystemStorage._save

    def full(self: Any, name: str, content: Any) -> str:
        if kept:
            raise OSError(errno.ENOSPC, "No space left on device")
        kept.append(save(self, name, content))
        return kept[-1]

    active_phase(world.ours)
    monkeypatch.setattr(FileSystemStorage, "_save", full)
    data = sent(upload("one.jpg"), upload("two.jpg"))
    response = client_of("member").post(url("block_add", "gallery"), data)
    assert response.status_code == 507
    assert "Choose the pictures again." in response.content.decode()
    assert not Picture.objects.exists()
    assert not Picture._meta.get_field("file").storage.exists(kept[0])  # type: ignore[union-attr]


def test_the_form_of_a_gallery_asks_no_more_with_more_pictures(
    world: World, client_of: ClientOf
) -> None:
    active_phase(world.ours)
    client = client_of("member")
    address = begun(client, "one.jpg")
    asked = []
    for more in ([], [upload(f"{number}.jpg") for number in range(5)]):
        if more:
            client.post(address, filled(client, address, file=more))
        client.get(address)  # the renditions are made
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_gallery_is_the_picture_that_a_phase_asks_for(world: World, client_of: ClientOf) -> None:
    phase = active_phase(world.ours)
    label = {"fr": "Une image", "en": "A picture", "es": "Una imagen"}
    phase.template.evidence = [{"key": "shown", "kind": "picture", "label": label}]
    phase.template.save()
    client_of("member").post(url("block_add", "gallery"), sent(upload("one.jpg")))
    [need] = gate.evidence_requirements(phase_of(world.ours), "en")
    assert (need.label, need.done) == ("A picture", True)
