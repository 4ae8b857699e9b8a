"""Writing in the journal: with photos, published, withdrawn; and every refusal."""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.test import Client
from PIL import Image

from tests.factories.journal import WORDS, begin, fields, photo, publish, url
from tests.factories.people import make_coordinator
from tests.library import samples
from tests.personas import PERSONAS, SEES, World
from twinning import journal
from twinning.models import JournalPost
from twinning.stale import Stale
from workspace.access.grants import assign
from workspace.library.models import Picture

ClientOf = Callable[[str], Client]
INSIDE = {"member", "coordinator", "facilitator", "administrator"}


def test_a_member_posts_with_photos_and_without_javascript(
    world: World, client_of: ClientOf, client: Client
) -> None:
    member = client_of("member")
    data = fields(tags="Radio,  school ,radio", photos=[photo(), photo("two.jpg")])
    response = member.post(url("post_new"), data)
    post = JournalPost.objects.get()
    assert response["Location"] == url("post_check", post.pk)
    assert not post.live
    assert [tag.word for tag in post.tags.all()] == ["radio", "school"]
    one, two = post.photos.all()
    page = member.get(url("post_check", post.pk)).content.decode()
    assert "Everyone, without an account" in page
    said = {f"alt_{one.pk}": "A table", f"decorative_{two.pk}": "on", "action": "publish"}
    assert member.post(url("post_check", post.pk), said)["Location"] == post.get_absolute_url()
    seen = client.get(post.get_absolute_url()).content.decode()
    assert "Fourteen letters" in seen
    assert 'alt="A table"' in seen
    assert 'alt=""' in seen


def test_a_photo_without_description_is_not_published_and_nothing_is_lost(
    world: World, client_of: ClientOf
) -> None:
    client = client_of("member")
    client.post(url("post_new"), fields(photos=[photo(), photo("two.jpg")]))
    post = JournalPost.objects.get()
    one = post.photos.all()[0]
    said = {f"alt_{one.pk}": "A table", "action": "publish"}
    refused = client.post(url("post_check", post.pk), said)
    assert refused.status_code == 400
    assert "A table" in refused.content.decode()
    assert not JournalPost.objects.get().live
    assert Picture.objects.get(pk=one.picture_id).alt == "A table"
    with pytest.raises(ValidationError, match="what it shows"):
        journal.post_publish(post=post, user=world.people["member"])


def test_a_refused_photo_leaves_the_text_and_the_other_photos(
    world: World, client_of: ClientOf
) -> None:
    lying = photo("lying.png", samples.PDF)
    data = fields(photos=[photo(), lying, photo("huge.png", samples.huge_png())])
    page = client_of("member").post(url("post_new"), data, follow=True).content.decode()
    post = JournalPost.objects.get()
    assert post.text == "On paper."
    assert post.photos.count() == 1
    assert "Not everything was kept" in page
    assert "lying.png: This file is named .png" in page
    assert "huge.png: This picture has 128 megapixels" in page


def test_photos_are_upright_and_know_no_place(world: World) -> None:
    post = begin(world)
    kept = journal.photo_add(post=post, user=world.people["member"], file=photo()).picture
    with kept.file.open("rb") as file, Image.open(file) as image:
        assert image.size == (40, 60)
        assert not image.getexif()
        assert b"Secret" not in open(kept.file.path, "rb").read()  # noqa: SIM115


def test_a_ninth_photo_is_refused(world: World) -> None:
    post, user = begin(world), world.people["member"]
    for number in range(8):
        journal.photo_add(post=post, user=user, file=photo(f"{number}.jpg"))
    with pytest.raises(ValidationError, match="8 photos at most"):
        journal.photo_add(post=post, user=user, file=photo("9.jpg"))
    assert post.photos.count() == 8


@pytest.mark.parametrize("tier", ["public", "network", "space", "named"])
def test_a_photo_is_never_more_open_than_its_post(
    world: World, client_of: ClientOf, tier: str
) -> None:
    post, user = begin(world, tier), world.people["member"]
    if tier == "named":
        assign(world.people["named"], post)
    kept = journal.photo_add(post=post, user=user, file=photo())
    address = kept.picture.get_rendition("max-20x20").url
    draft = {"named", "administrator"} if tier == "named" else SEES["space"]
    assert {who for who in PERSONAS if client_of(who).get(address).status_code == 200} == draft
    journal.photos_describe(post=post, user=user, said={kept.pk: journal.Description(alt="Ink")})
    journal.post_publish(post=post, user=user)
    seen = {who for who in PERSONAS if client_of(who).get(address).status_code == 200}
    assert seen == SEES[tier]
    journal.post_withdraw(post=post, user=user)
    assert {who for who in PERSONAS if client_of(who).get(address).status_code == 200} == draft


def test_only_people_of_the_twinning_write(world: World, client_of: ClientOf) -> None:
    for persona in set(PERSONAS) - INSIDE:
        status = client_of(persona).post(url("post_new"), fields()).status_code
        assert status == (404 if persona == "anonymous" else 403)
    assert not JournalPost.objects.exists()
    for persona in INSIDE:
        assert client_of(persona).post(url("post_new"), fields()).status_code == 302
    assert JournalPost.objects.count() == len(INSIDE)


def test_only_author_and_coordinators_change_a_post(world: World) -> None:
    post = publish(world)
    for persona in set(PERSONAS) - {"member", "coordinator"}:
        with pytest.raises(PermissionDenied, match="Only its author"):
            journal.post_withdraw(post=post, user=world.people[persona])
    assert JournalPost.objects.get().live
    for persona in ("member", "coordinator"):
        journal.post_publish(post=post, user=world.people[persona])
        journal.post_withdraw(post=post, user=world.people[persona])
        assert JournalPost.objects.get().withdrawn


def test_the_coordinator_of_the_other_partner_withdraws_too(world: World, client: Client) -> None:
    post = publish(world)
    client.force_login(make_coordinator(world.cordoba))
    assert client.post(url("post_withdraw", post.pk)).status_code == 302
    assert Client().get(post.get_absolute_url()).status_code == 404


def test_the_same_form_sent_twice_is_one_post(world: World, client_of: ClientOf) -> None:
    client, data = client_of("member"), fields()
    first = client.post(url("post_new"), {**data, "photos": [photo()]})
    second = client.post(url("post_new"), {**data, "photos": [photo()]})
    assert first["Location"] == second["Location"]
    assert JournalPost.objects.get().photos.count() == 1


def test_a_bad_form_says_what_is_wrong_and_keeps_the_words(
    world: World, client_of: ClientOf
) -> None:
    client = client_of("member")
    refused = client.post(url("post_new"), fields(day="not a day", text="Kept words."))
    assert refused.status_code == 400
    assert "Kept words." in refused.content.decode()
    empty = client.post(url("post_new"), fields(title=" ", text=""))
    assert "Write something, or add a photo." in empty.content.decode()
    many = client.post(url("post_new"), fields(tags=",".join(str(n) for n in range(11))))
    assert "10 tags at most." in many.content.decode()
    assert not JournalPost.objects.exists()


def test_a_stale_form_shows_both_versions_and_saves_what_is_chosen(
    world: World, client_of: ClientOf
) -> None:
    post = publish(world)
    form = fields(version=post.version, title="Typed title", text="Typed text.")
    journal.post_change(
        post=post,
        user=world.people["member"],
        version=post.version,
        words={**WORDS, "title": "Stored title", "text": "Stored text.", "language": "es"},
        tags=[],
    )
    client = client_of("coordinator")
    response = client.post(url("post_edit", post.pk), form)
    page = response.content.decode()
    assert response.status_code == 409
    assert "<mark>Stored </mark>" in page
    assert "<mark>Typed </mark>" in page
    assert "<mark>Spanish</mark>" in page
    now = JournalPost.objects.get()
    assert now.title == "Stored title"
    again = client.post(
        url("post_edit", post.pk), {**form, "version": now.version, "pick_title": "stored"}
    )
    assert again.status_code == 302
    changed = JournalPost.objects.get()
    assert (changed.title, changed.text) == ("Stored title", "Typed text.")
    with pytest.raises(Stale):
        journal.post_change(
            post=post, user=world.people["member"], version=now.version, words=WORDS, tags=[]
        )


def test_photos_of_a_stale_form_are_kept(world: World, client_of: ClientOf) -> None:
    post = publish(world)
    form = fields(version=post.version - 1, photos=[photo()])
    assert client_of("member").post(url("post_edit", post.pk), form).status_code == 409
    assert post.photos.count() == 1


def test_a_published_post_is_never_left_without_words(world: World, client_of: ClientOf) -> None:
    post = publish(world)
    form = fields(version=post.version, title="", text="Only text.")
    refused = client_of("member").post(url("post_edit", post.pk), form)
    assert refused.status_code == 400
    assert "Only text." in refused.content.decode()
    assert JournalPost.objects.get().title == "Fourteen letters"


# The worker closes its connection between tasks, hence no transaction around this test.
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_removed_photo_is_gone_with_its_file(world: World) -> None:
    post, user = begin(world), world.people["member"]
    kept = journal.photo_add(post=post, user=user, file=photo())
    storage, name = kept.picture.file.storage, kept.picture.file.name
    removed = {kept.pk: journal.Description(removed=True)}
    journal.photos_describe(post=post, user=user, said=removed)
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    assert not Picture.objects.exists()
    assert not storage.exists(name)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_keeps_the_text_and_says_so(
    world: World, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def full(self: Any, name: str, content: Any) -> str:
        raise OSError(code, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    response = client_of("member").post(url("post_new"), fields(photos=[photo()]))
    page = response.content.decode()
    assert response.status_code == 507
    assert "The disk of this site is full" in page
    assert "On paper." in page
    post = JournalPost.objects.get()
    assert f'action="{url("post_edit", post.pk)}"' in page
    assert not Picture.objects.exists()


def test_refused_files_leave_nothing_in_the_storage(world: World) -> None:
    post = begin(world)
    with pytest.raises(ValidationError):
        journal.photo_add(post=post, user=world.people["member"], file=photo("x.png", samples.PDF))
    assert not Picture.objects.exists()


def test_a_form_of_somebody_else_is_refused_and_keeps_the_words(
    world: World, client_of: ClientOf
) -> None:
    data = fields(text="Mine alone.")
    client_of("member").post(url("post_new"), data)
    refused = client_of("coordinator").post(url("post_new"), {**data, "text": "Kept words."})
    assert refused.status_code == 400
    assert "Kept words." in refused.content.decode()
    assert JournalPost.objects.get().text == "Mine alone."


def test_its_author_deletes_a_draft_with_its_photos(world: World, client_of: ClientOf) -> None:
    member = client_of("member")
    member.post(url("post_new"), fields(photos=[photo()]))
    post = JournalPost.objects.get()
    assert client_of("coordinator").post(url("post_delete", post.pk)).status_code == 403
    assert "Delete this draft" in member.get(post.get_absolute_url()).content.decode()
    response = member.post(url("post_delete", post.pk), follow=True)
    assert "The draft is deleted." in response.content.decode()
    assert not JournalPost.objects.exists()
    assert not Picture.objects.exists()


def test_what_was_published_is_withdrawn_and_never_deleted(
    world: World, client_of: ClientOf
) -> None:
    post = begin(world)
    member = client_of("member")
    for act in (journal.post_publish, journal.post_withdraw):
        act(post=post, user=world.people["member"])
        assert member.post(url("post_delete", post.pk)).status_code == 403
    assert "Delete this draft" not in member.get(post.get_absolute_url()).content.decode()
    assert JournalPost.objects.get().withdrawn


def test_a_form_that_comes_back_says_that_its_photos_are_chosen_again(
    world: World, client_of: ClientOf
) -> None:
    data = fields(day="some day", photos=[photo()])
    page = client_of("member").post(url("post_new"), data)
    assert page.status_code == 400
    assert "Choose the photos again." in page.content.decode()
    assert "On paper." in page.content.decode()
