"""Evidence of a phase without the back office: each kind, its files, its history, refusals."""

from __future__ import annotations

import errno
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.people import make_coordinator
from tests.factories.twinnings import active_phase, make_account, phase_of, submitted_phase
from tests.library import samples
from tests.personas import PERSONAS, World
from twinning import services
from twinning.models import PhasePage, Signature
from twinning.writing import to_html, to_text
from workspace.library.models import Attachment, Picture

ClientOf = Callable[[str], Client]


def url(name: str, *args: Any, number: int = 1) -> str:
    return reverse(f"twinning:{name}", args=["ours", number, *args])


def sent(**fields: Any) -> dict[str, Any]:
    return {"block": str(uuid.uuid4()), "seen": "", **fields}


def upload(name: str = "table.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or samples.photograph())


def stored(world: World) -> PhasePage:
    return phase_of(world.ours)


KINDS = {
    "text": ({"text": "## Who came\n\n- nine **readers**\n- one cat"}, "<b>readers</b>"),
    "quotation": ({"text": "We read aloud.", "source": "A reader"}, "We read aloud."),
    "media": ({"url": "https://example.org/a", "title": "On air", "length": "3 min"}, "On air"),
    "figures": ({"rows": 2, "number_1": "42", "label_1": "letters"}, "letters"),
    "milestones": ({"rows": 1, "day_1": "2026-02-03", "text_1": "First letter"}, "First letter"),
    "picture": ({"alt": "A table", "caption": "Ink", "tier": "public"}, 'alt="A table"'),
    "file": ({"title": "The list", "note": "Names", "tier": "public"}, "The list"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_member_adds_changes_and_removes_each_kind(
    world: World, client_of: ClientOf, kind: str
) -> None:
    phase = active_phase(world.ours, tier="public")
    client, (fields, shown) = client_of("member"), KINDS[kind]
    data = sent(**fields)
    if kind == "picture":
        data["file"] = upload()
    elif kind == "file":
        data["file"] = upload("list.pdf", samples.PDF)
    assert client.get(url("block_add", kind)).status_code == 200
    assert client.post(url("block_add", kind), data)["Location"] == url("evidence")
    assert shown in client.get(phase.get_absolute_url()).content.decode()
    assert shown in client.get(url("evidence")).content.decode()
    form = client.get(url("block_edit", data["block"])).context["form"]
    again = {name: form[name].value() or "" for name in form.fields if name != "file"}
    assert client.post(url("block_edit", data["block"]), again).status_code == 302
    assert shown in client.get(phase.get_absolute_url()).content.decode()
    assert [block.block_type for block in stored(world).body] == [kind]
    page = client.get(url("block_remove", data["block"]))
    client.post(url("block_remove", data["block"]), {"seen": page.context["item"].digest})
    assert len(stored(world).body) == 0


def test_each_save_is_a_revision_by_its_writer(world: World, client_of: ClientOf) -> None:
    phase = active_phase(world.ours)
    data = sent(text="Words.", source="")
    client_of("member").post(url("block_add", "quotation"), data)
    revision = PhasePage.objects.get(pk=phase.pk).latest_revision
    assert revision.user == world.people["member"]
    assert "Words." in str(revision.content["body"])


def test_changed_evidence_withdraws_the_signatures(world: World, client_of: ClientOf) -> None:
    phase = active_phase(world.ours)
    partner = world.ours.partners.get(organisation=world.cordoba)
    make_account(phase, partner)
    services.phase_sign(phase=phase, partner=partner, user=make_coordinator(world.cordoba))
    client_of("member").post(url("block_add", "text"), sent(text="More."))
    assert not Signature.objects.exists()


def test_who_may_not_change_evidence_reads_why_or_finds_nothing(
    world: World, client_of: ClientOf
) -> None:
    active_phase(world.ours)
    allowed = {"member", "coordinator", "facilitator", "administrator"}
    for persona in PERSONAS:
        client = client_of(persona)
        answers = {
            client.get(url("evidence")).status_code,
            client.get(url("block_add", "text")).status_code,
        }
        assert answers == ({200} if persona in allowed else {404}), persona
        client.post(url("block_add", "text"), sent(text=persona))
    assert len(stored(world).body) == len(allowed)


def test_a_signed_or_closed_phase_keeps_its_evidence(world: World, client_of: ClientOf) -> None:
    submitted_phase(world.ours)
    refused = client_of("member").post(url("block_add", "text"), sent(text="Late."))
    assert refused.status_code == 403
    assert "withdraw a signature" in refused.content.decode()
    assert len(stored(world).body) == 0


def test_the_same_form_sent_twice_is_one_block(world: World, client_of: ClientOf) -> None:
    active_phase(world.ours)
    client, data = client_of("member"), sent(text="Once.")
    assert client.post(url("block_add", "text"), data).status_code == 302
    assert client.post(url("block_add", "text"), data).status_code == 302
    assert len(stored(world).body) == 1


def test_two_people_on_one_block_see_both_texts(world: World, client_of: ClientOf) -> None:
    active_phase(world.ours)
    client, data = client_of("member"), sent(text="Nine came.", source="A reader")
    client.post(url("block_add", "quotation"), data)
    address = url("block_edit", data["block"])
    seen = client.get(address).context["item"].digest
    client_of("coordinator").post(address, {**data, "seen": seen, "text": "Ten came."})
    late = client.post(address, {**data, "seen": seen, "text": "Eleven came."})
    page = late.content.decode()
    assert late.status_code == 409
    assert "<mark>Ten </mark>came." in page
    assert "<mark>Eleven </mark>came." in page
    now = late.context["form"]["seen"].value()
    kept = client.post(address, {**data, "seen": now, "text": "Eleven.", "pick_text": "stored"})
    assert kept.status_code == 302
    assert stored(world).body[0].value["text"] == "Ten came."


def test_days_that_differ_are_read_as_days(world: World, client_of: ClientOf) -> None:
    active_phase(world.ours)
    client = client_of("member")
    data = sent(rows=1, day_1="2026-02-03", text_1="First letter")
    client.post(url("block_add", "milestones"), data)
    address = url("block_edit", data["block"])
    late = client.post(address, {**data, "seen": "older", "day_1": "2026-02-04"})
    page = late.content.decode()
    assert late.status_code == 409
    assert "<mark>3 February 2026</mark>" in page
    assert "<mark>4 February 2026</mark>" in page
    assert "only in what is stored" not in page


def test_a_block_removed_by_somebody_else_comes_back_with_what_was_typed(
    world: World, client_of: ClientOf
) -> None:
    active_phase(world.ours)
    client, data = client_of("member"), sent(text="Stays.", source="")
    client.post(url("block_add", "quotation"), data)
    address = url("block_remove", data["block"])
    assert client.post(address, {"seen": "older"}).status_code == 409
    seen = client.get(address).context["item"].digest
    late = client.post(
        url("block_add", "quotation"), {**data, "seen": "gone", "block": uuid.uuid4()}
    )
    assert late.status_code == 409
    assert "Stays." in late.content.decode()
    assert client.post(address, {"seen": seen}).status_code == 302
    assert client.get(address).status_code == 404


def test_blocks_change_places(world: World, client_of: ClientOf) -> None:
    active_phase(world.ours)
    client = client_of("member")
    blocks = [sent(text=text) for text in ("one", "two")]
    for data in blocks:
        client.post(url("block_add", "text"), data)
    client.post(url("block_move", blocks[1]["block"]), {"way": "up"})
    client.post(url("block_move", blocks[1]["block"]), {"way": "up"})
    client.post(url("block_move", uuid.uuid4()), {"way": "up"})
    assert [to_text(block.value.source) for block in stored(world).body] == ["two", "one"]


def test_a_wrong_form_says_why_and_keeps_what_was_typed(world: World, client_of: ClientOf) -> None:
    active_phase(world.ours)
    client = client_of("member")
    half = client.post(url("block_add", "figures"), sent(rows=2, number_1="42", label_1=""))
    assert half.status_code == 400
    assert 'value="42"' in half.content.decode()
    assert "Write this too" in half.content.decode()
    bare = sent(caption="Kept.", alt="A table", tier="space")
    page = client.post(url("block_add", "picture"), bare)
    assert page.status_code == 400
    assert "Kept." in page.content.decode()
    lying = sent(alt="x", tier="space", file=upload("x.png", samples.PDF))
    assert client.post(url("block_add", "picture"), lying).status_code == 400
    assert client.get(url("block_add", "nothing")).status_code == 404
    assert not Picture.objects.exists()


def test_a_file_is_never_more_open_than_its_phase(world: World, client_of: ClientOf) -> None:
    phase = active_phase(world.ours, tier="network")
    client = client_of("member")
    data = {"title": "List", "note": "", "file": upload("list.pdf", samples.PDF)}
    wider = client.post(url("block_add", "file"), sent(**data, tier="public"))
    assert wider.status_code == 400
    data["file"] = upload("list.pdf", samples.PDF)
    client.post(url("block_add", "file"), sent(**data, tier="network"))
    address = Attachment.objects.get().url
    assert client.get(address).status_code == 200
    assert client_of("outsider").get(address).status_code == 404
    for partner in world.ours.partners.all():
        make_account(phase, partner)
        Signature.objects.create(phase=phase, partner=partner, signed_at="2026-03-01T00:00Z")
    phase = phase_of(world.ours, state="submitted")
    services.phase_validate(phase=phase, user=world.people["facilitator"])
    assert client_of("outsider").get(address).status_code == 200
    assert Client().get(address).status_code == 404


def test_a_full_disk_keeps_what_was_typed(
    world: World, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Any, name: str, content: Any) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    active_phase(world.ours)
    monkeypatch.setattr(FileSystemStorage, "_save", full)
    data = sent(alt="A table", caption="Kept words.", tier="space", file=upload())
    response = client_of("member").post(url("block_add", "picture"), data)
    assert response.status_code == 507
    assert "Kept words." in response.content.decode()
    assert len(stored(world).body) == 0
    assert not Picture.objects.exists()


def test_the_gate_leads_to_the_form_of_what_is_missing(world: World, client_of: ClientOf) -> None:
    phase = active_phase(world.ours, 2)
    page = client_of("member").get(phase.get_absolute_url()).content.decode()
    assert url("block_add", "figures", number=2) in page
    partner = world.ours.partners.get(organisation=world.lille)
    assert url("account", partner.pk, number=2) in page


@pytest.mark.parametrize(
    "typed",
    [
        "A paragraph.\n\nAnother one,\non two lines.",
        "## Heading\n\nText with **strong** and _stressed_ words.",
        "- one\n- two\n\n1. first\n2. second",
        "See [the page](https://example.org/a_b_c) and [phase](page:12).",
        "5 < 6 & file_name_x",
    ],
)
def test_typed_text_comes_back_as_it_was(typed: str) -> None:
    assert to_text(to_html(typed)) == typed


@given(st.text(max_size=200))
def test_typed_text_never_becomes_markup_of_its_own(typed: str) -> None:
    html = to_html(typed)
    for tag in ("p", "br/", "h3", "ul", "ol", "li", "b", "i"):
        html = html.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    assert "<" not in html.replace("<a href=", "").replace("</a>", "").replace("<a linktype=", "")


def test_a_link_that_runs_a_script_is_no_link() -> None:
    assert "<a" not in to_html("[x](javascript:alert(1)) [y](data:text/html,x)")
