"""The copy of one's data: complete, for its owner alone, gone after seven days."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.access.canaries import release
from tests.access.canary_words import word
from tests.personas import World
from twinning.models import Account, PhaseEvent
from workspace.accounts.models import User
from workspace.jobs.models import Job, PreparedFile
from workspace.jobs.tasks import make_file
from workspace.library.models import Picture
from workspace.profile.copies import copy_ask
from workspace.profile.services import account_close
from workspace.registries import personal_data

pytestmark = pytest.mark.django_db


def written(user: User) -> dict[str, Any]:
    """The parts of a copy made now."""
    return parts_of(run(copy_ask(user=user)).file.read())


def parts_of(data: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        assert "README.txt" in pack.namelist()
        return {
            name.removesuffix(".json"): json.loads(pack.read(name))
            for name in pack.namelist()
            if name.endswith(".json")
        }


def run(copy: PreparedFile) -> PreparedFile:
    """The copy, after its task had its turn."""
    make_file.call(copy.job_id, str(copy.pk))
    return PreparedFile.objects.select_related("job").get(pk=copy.pk)


def test_a_copy_is_asked_for_waited_for_and_downloaded(world: World, client_of: Any):
    client = client_of("member")
    page = client.post("/en/account/data/ask/", follow=True)
    copy = PreparedFile.objects.get()
    assert page.redirect_chain[-1][0] == copy.get_absolute_url()
    assert "Waiting for its turn" in client.get("/en/account/data/").content.decode()
    download = reverse("jobs:download", args=[copy.pk])
    assert client.get(download).status_code == 404
    run(copy)
    ready = client.get("/en/account/data/").content.decode()
    assert copy.get_absolute_url() in ready and "Ready" in ready
    answer = client.get(download)
    assert answer["Cache-Control"] == "private, no-store"
    assert re.fullmatch(
        r'attachment; filename="tandem-\d{4}-\d\d-\d\d.zip"', answer["Content-Disposition"]
    )
    parts = parts_of(b"".join(answer.streaming_content))
    assert parts["profile"]["address"] == "member@example.org"
    assert set(parts) == set(personal_data.parts())


def test_nobody_else_downloads_it(world: World, client_of: Any):
    copy = run(copy_ask(user=world.people["member"]))
    for url in (copy.get_absolute_url(), reverse("jobs:download", args=[copy.pk])):
        assert client_of("member").get(url).status_code == 200
        for persona in ("coordinator", "facilitator", "administrator", "anonymous"):
            assert client_of(persona).get(url).status_code == 404, persona


def test_asking_twice_makes_one_copy(world: World):
    member = world.people["member"]
    first = copy_ask(user=member)
    assert copy_ask(user=member) == first
    assert DBTaskResult.objects.filter(task_path="workspace.jobs.tasks.make_file").count() == 1


def test_a_new_copy_takes_the_place_of_the_old_one_and_its_file(
    world: World, django_capture_on_commit_callbacks: Any
):
    member = world.people["member"]
    first = run(copy_ask(user=member))
    storage, name = first.file.storage, first.file.name
    with django_capture_on_commit_callbacks(execute=True):
        second = copy_ask(user=member)
    assert second != first and PreparedFile.objects.count() == 1
    assert not storage.exists(name)


def test_a_copy_that_failed_is_asked_for_again(world: World, client_of: Any):
    member = world.people["member"]
    first = copy_ask(user=member)
    Job.objects.filter(pk=first.job_id).update(state="failed")
    assert "Stopped by an error" in client_of("member").get("/en/account/data/").content.decode()
    assert copy_ask(user=member) != first


def test_a_copy_is_gone_after_seven_days(
    world: World, client_of: Any, capsys: Any, django_capture_on_commit_callbacks: Any
):
    copy = run(copy_ask(user=world.people["member"]))
    assert copy.expires_at - copy.job.asked_at > dt.timedelta(days=6, hours=23)
    kept = run(copy_ask(user=world.people["coordinator"]))
    PreparedFile.objects.filter(pk=copy.pk).update(expires_at=timezone.now())
    assert client_of("member").get(copy.get_absolute_url()).status_code == 404
    assert (
        copy.get_absolute_url() not in client_of("member").get("/en/account/data/").content.decode()
    )
    with django_capture_on_commit_callbacks(execute=True):
        call_command("expire_files")
    assert list(PreparedFile.objects.all()) == [kept]
    assert not copy.file.storage.exists(copy.file.name)
    assert kept.file.storage.exists(kept.file.name)
    assert "1 files deleted" in capsys.readouterr().out


def test_the_night_deletes_what_has_expired():
    unit = Path(__file__).parents[2] / "deploy/production/systemd/tandem-tidy.service"
    assert "manage.py expire_files" in unit.read_text()


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


def test_closing_the_account_deletes_copies_and_stops_those_under_way(
    world: World, django_capture_on_commit_callbacks: Any
):
    copy = run(copy_ask(user=world.people["member"]))
    waiting = copy_ask(user=world.people["named"])
    with django_capture_on_commit_callbacks(execute=True):
        account_close(user=world.people["member"])
        account_close(user=world.people["named"])
    assert not copy.file.storage.exists(copy.file.name)
    make_file.call(waiting.job_id, str(waiting.pk))
    assert not PreparedFile.objects.exists()
