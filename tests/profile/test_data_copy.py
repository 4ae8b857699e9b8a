"""The copy of one's data: complete, for its owner alone, gone after seven days."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.access.canaries import release
from tests.access.canary_words import word
from tests.personas import World
from twinning.models import Account, PhaseEvent
from workspace.accounts.copies import copy_write
from workspace.accounts.models import DataCopy, User
from workspace.jobs.models import Job
from workspace.library.models import Picture
from workspace.profile.services import account_close, copy_ask
from workspace.profile.tasks import write_copy
from workspace.registries import personal_data

pytestmark = pytest.mark.django_db


def written(user: User) -> dict[str, Any]:
    """The parts of a copy made now."""
    copy = DataCopy.objects.create(user=user)
    copy_write(copy=copy)
    return parts_of(copy.file.read())


def parts_of(data: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        assert "README.txt" in pack.namelist()
        return {
            name.removesuffix(".json"): json.loads(pack.read(name))
            for name in pack.namelist()
            if name.endswith(".json")
        }


def run(copy: DataCopy) -> None:
    job = Job.objects.get(key=copy.job_key)
    write_copy.call(job.pk, copy.pk)


def test_a_copy_is_asked_for_waited_for_and_downloaded(world: World, client_of: Any):
    client = client_of("member")
    client.post("/en/account/data/ask/")
    copy = DataCopy.objects.get()
    waiting = client.get("/en/account/data/").content.decode()
    assert "Your copy is being made" in waiting
    assert client.get(copy.get_absolute_url()).status_code == 404
    run(copy)
    ready = client.get("/en/account/data/").content.decode()
    assert copy.get_absolute_url() in ready
    answer = client.get(copy.get_absolute_url())
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"].startswith("attachment")
    parts = parts_of(b"".join(answer.streaming_content))
    assert parts["profile"]["address"] == "member@example.org"
    assert set(parts) == set(personal_data.parts())


def test_nobody_else_downloads_it(world: World, client_of: Any):
    copy = DataCopy.objects.create(user=world.people["member"])
    copy_write(copy=copy)
    url = copy.get_absolute_url()
    assert client_of("member").get(url).status_code == 200
    for persona in ("coordinator", "facilitator", "administrator", "anonymous"):
        assert client_of(persona).get(url).status_code == 404, persona


def test_asking_twice_makes_one_copy(world: World):
    member = world.people["member"]
    first = copy_ask(user=member)
    assert copy_ask(user=member) == first
    tasks = DBTaskResult.objects.filter(task_path="workspace.profile.tasks.write_copy")
    assert tasks.count() == 1


def test_a_new_copy_takes_the_place_of_the_old_one_and_its_file(world: World):
    member = world.people["member"]
    first = copy_ask(user=member)
    run(first)
    first.refresh_from_db()
    storage, name = first.file.storage, first.file.name
    second = copy_ask(user=member)
    assert second != first and DataCopy.objects.count() == 1
    assert not storage.exists(name)


def test_a_copy_that_failed_is_asked_for_again(world: World, client_of: Any):
    member = world.people["member"]
    first = copy_ask(user=member)
    Job.objects.filter(key=first.job_key).update(state="failed")
    assert "Stopped by an error" in client_of("member").get("/en/account/data/").content.decode()
    assert copy_ask(user=member) != first


def test_a_copy_is_gone_after_seven_days(world: World, client_of: Any, capsys: Any):
    copy = DataCopy.objects.create(user=world.people["member"])
    copy_write(copy=copy)
    old = timezone.now() - dt.timedelta(days=7, minutes=1)
    DataCopy.objects.update(asked_at=old)
    assert client_of("member").get(copy.get_absolute_url()).status_code == 404
    call_command("forget_data_copies")
    assert not DataCopy.objects.exists()
    assert not copy.file.storage.exists(copy.file.name)
    assert "1 copies deleted" in capsys.readouterr().out


def test_it_holds_what_the_person_wrote_and_signed(world: World):
    member = world.people["member"]
    phase = world.ours.phases.get(template__number=1)
    partner = world.ours.partners.get(organisation=world.lille)
    Account.objects.create(
        phase=phase, partner=partner, language="fr", lead="Our words", updated_by=member
    )
    parts = written(member)
    assert [row["lead"] for row in parts["accounts"]] == ["Our words"]
    assert [row["organisation"] for row in parts["memberships"]] == [world.lille.name]
    assert {row["role"] for row in parts["spaces"]} == {"member"}
    assert parts["mails"] == {"choices": [], "sent": []}


def test_it_holds_nothing_that_its_owner_may_no_longer_see(world: World):
    """A person who brought, wrote and signed everything, and has left the twinning since."""
    flock = release(world)
    outsider = world.people["outsider"]
    Account.objects.update(updated_by=outsider)
    Picture.objects.update(uploaded_by_user=outsider)
    for (thing, _level), obj in flock.things.items():
        if thing in ("finding", "recommendation"):
            type(obj).objects.filter(pk=obj.pk).update(author=outsider)
    text = json.dumps(written(outsider))
    for thing in ("phase", "picture", "finding", "recommendation"):
        for level in ("space", "named"):
            assert word(thing, level) not in text
    assert word("finding", "network") in text
    assert word("phase", "public") in text


def test_ten_times_the_texts_cost_no_more_queries(world: World):
    member = world.people["member"]
    partner = world.ours.partners.get(organisation=world.lille)
    phases = list(world.ours.phases.all())

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            for collect in personal_data.parts().values():
                collect(member)
        return len(counted)

    def write(phase: Any) -> None:
        Account.objects.create(
            phase=phase, partner=partner, language="fr", lead="A", updated_by=member
        )
        for _each in range(10):
            PhaseEvent.objects.create(phase=phase, kind="begun", by=member, at=timezone.now())

    write(phases[0])
    before = queries()
    for phase in phases[1:]:
        write(phase)
    assert queries() == before


def test_it_holds_no_secret(world: World):
    member = world.people["member"]
    text = json.dumps(written(member))
    assert member.password not in text


def test_closing_the_account_deletes_copies_and_stops_those_under_way(world: World):
    member = world.people["member"]
    copy = DataCopy.objects.create(user=member)
    copy_write(copy=copy)
    waiting = copy_ask(user=world.people["named"])
    account_close(user=member)
    assert not copy.file.storage.exists(copy.file.name)
    account_close(user=world.people["named"])
    run(waiting)
    assert not DataCopy.objects.exists()
