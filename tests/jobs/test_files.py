"""Files made for one person: in the background, for nobody else, and gone in time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django_tasks_db.models import DBTaskResult

from tests.personas import World
from workspace.access.services import space_leave
from workspace.jobs.asking import file_ask
from workspace.jobs.models import Job, PreparedFile
from workspace.jobs.tasks import make_file
from workspace.registries import files
from workspace.registries.files import Maker, Order, Progress, maker_of

ClientOf = Callable[[str], Client]
KIND = "test.words"


def write(order: Order, out: BinaryIO, progress: Progress) -> None:
    if order.arguments.get("fail"):
        raise RuntimeError("no ink")
    out.write(f"{gettext('Late')} {order.user.email} {order.arguments.get('word', '')}".encode())
    progress(1, 1)


@pytest.fixture(autouse=True)
def known_kind() -> Iterator[None]:
    files.register(Maker(KIND, "Words", write))
    yield
    files._makers.pop(KIND)


@pytest.fixture
def ask(world: World) -> Callable[..., PreparedFile]:
    def asked(persona: str = "member", language: str = "fr", **arguments: str) -> PreparedFile:
        owner = world.people[persona]
        return file_ask(
            kind=KIND, owner=owner, language=language, name="words.txt", arguments=arguments
        )

    return asked


def made(file: PreparedFile) -> PreparedFile:
    make_file.call(file.job_id, str(file.pk))
    return PreparedFile.objects.select_related("job").get(pk=file.pk)


def download(file: PreparedFile) -> str:
    return reverse("jobs:download", args=[file.pk])


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_the_owner_follows_it_and_fetches_it_in_the_language_asked_for(
    world: World, client_of: ClientOf, ask: Callable[..., PreparedFile]
) -> None:
    client, file = client_of("member"), ask(word="hello")
    waiting = client.get(file.get_absolute_url())
    assert waiting["Refresh"] == "3"
    assert client.get(download(file)).status_code == 404
    file = made(file)
    assert "Refresh" not in client.get(file.get_absolute_url())
    assert file.get_absolute_url() in client.get("/en/workspace/").content.decode()
    response = client.get(download(file))
    assert body(response) == b"En retard member@example.org hello"
    assert response["Cache-Control"] == "private, no-store"
    assert 'attachment; filename="words.txt"' in response["Content-Disposition"]
    assert file.get_absolute_url() not in client.get("/en/workspace/").content.decode()


def plain(response: Any, key: str) -> bytes:
    """Without the address that was asked for and the token that changes with every page."""
    page = response.content.replace(key.encode(), b"")
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", page)


@pytest.mark.parametrize("persona", ["anonymous", "coordinator", "administrator"])
def test_for_everybody_else_it_is_as_missing(
    client_of: ClientOf, ask: Callable[..., PreparedFile], persona: str
) -> None:
    client, file = client_of(persona), made(ask())
    for name in ("file", "download"):
        closed = client.get(reverse(f"jobs:{name}", args=[file.pk]))
        other = "00000000-0000-4000-8000-000000000000"
        missing = client.get(reverse(f"jobs:{name}", args=[other]))
        assert closed.status_code == missing.status_code == 404
        assert plain(closed, str(file.pk)) == plain(missing, other)
    assert client.post(reverse("jobs:again", args=[file.pk])).status_code == 404


def test_asking_twice_makes_it_once(world: World, ask: Callable[..., PreparedFile]) -> None:
    assert ask().pk == ask().pk
    assert ask(word="other").pk != ask().pk
    assert ask("coordinator").pk != ask().pk
    assert DBTaskResult.objects.filter(task_path__endswith="make_file").count() == 3


def test_an_error_is_said_and_it_can_be_asked_again(
    client_of: ClientOf, ask: Callable[..., PreparedFile]
) -> None:
    client, file = client_of("member"), ask(fail="yes")
    with pytest.raises(RuntimeError):
        made(file)
    page = client.get(file.get_absolute_url()).content.decode()
    assert "no ink" not in page
    assert reverse("jobs:again", args=[file.pk]) in page
    client.post(reverse("jobs:again", args=[file.pk]))
    assert Job.objects.get(pk=file.job_id).state == Job.State.WAITING


def test_it_is_gone_after_its_time_with_its_bytes(
    client_of: ClientOf,
    ask: Callable[..., PreparedFile],
    django_capture_on_commit_callbacks: Any,
) -> None:
    file = made(ask())
    assert default_storage.exists(file.stored_name)
    later = timezone.now() + maker_of(KIND).keep + dt.timedelta(minutes=1)
    with time_machine.travel(later, tick=False):
        assert client_of("member").get(download(file)).status_code == 404
        with django_capture_on_commit_callbacks(execute=True):
            ask("coordinator")
    assert not PreparedFile.objects.filter(pk=file.pk).exists()
    assert not Job.objects.filter(pk=file.job_id).exists()
    assert not default_storage.exists(file.stored_name)


def test_who_loses_a_space_loses_the_file(
    world: World, client_of: ClientOf, ask: Callable[..., PreparedFile]
) -> None:
    file, client = made(ask()), client_of("member")
    assert client.get(download(file)).status_code == 200
    space_leave(space=world.ours.space, user=world.people["member"])
    assert client.get(download(file)).status_code == 404


def test_an_account_that_goes_takes_its_files_along(
    world: World, ask: Callable[..., PreparedFile], django_capture_on_commit_callbacks: Any
) -> None:
    file = made(ask("named"))
    with django_capture_on_commit_callbacks(execute=True):
        world.people["named"].delete()
    assert not default_storage.exists(file.stored_name)


def test_one_person_has_a_few_files_at_a_time(ask: Callable[..., PreparedFile]) -> None:
    asked = [ask(word=str(number)).pk for number in range(12)]
    assert set(PreparedFile.objects.values_list("pk", flat=True)) == set(asked[2:])
