"""Entries follow their objects in the transaction of the edit; the outbox forgets nothing."""

from __future__ import annotations

from io import StringIO

from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from search.feed import feed
from search.models import Entry, EntryLabel
from search.projection import CHUNK
from search.tasks import feed_engine
from tests.search.conftest import Library
from workspace.access.grants import assign
from workspace.library.models import Resource


def _entry(resource: Resource) -> Entry:
    return Entry.objects.get(kind="resource", object_id=resource.pk)


def test_an_entry_is_written_with_its_object(embedded: Library) -> None:
    resource = embedded.resource("Radio", "du port", tier="network", language="es")
    entry = _entry(resource)
    assert (entry.title.es, entry.summary.es, entry.language) == ("Radio", "du port", "es")
    assert (entry.path, entry.tier) == (f"/resources/{resource.pk}/", "network")
    assert set(entry.label_rows.values_list("label", flat=True)) == set(entry.labels)
    assert set(entry.labels) == resource.labels()


def test_an_edit_that_is_rolled_back_leaves_no_trace(embedded: Library) -> None:
    resource = embedded.resource("Radio")
    with transaction.atomic():
        resource.title = "Gazette"
        resource.save()
        assert _entry(resource).title.fr == "Gazette"
        transaction.set_rollback(True)
    assert _entry(resource).title.fr == "Radio"
    assert embedded.find("gazette") == []


def test_every_change_raises_the_version_and_no_change_does_not(embedded: Library) -> None:
    resource = embedded.resource("Radio")
    first = _entry(resource).version
    resource.save()
    assert _entry(resource).version == first
    resource.title = "Gazette"
    resource.save()
    assert _entry(resource).version > first


def test_a_grant_raises_the_version(embedded: Library) -> None:
    resource = embedded.resource("Radio", tier="named")
    first = _entry(resource)
    user = embedded.user()
    assign(user, resource)
    assert _entry(resource).version > first.version
    assert _entry(resource).labels == [f"user:{user.pk}"]


def test_a_person_who_is_deleted_leaves_no_label(embedded: Library) -> None:
    resource = embedded.resource("Radio", tier="named")
    user = embedded.user()
    assign(user, resource)
    user.delete()
    assert _entry(resource).labels == []
    assert not EntryLabel.objects.filter(entry=_entry(resource)).exists()


def test_a_deleted_object_leaves_an_empty_tombstone_with_a_higher_version(
    embedded: Library,
) -> None:
    resource = embedded.resource("Radio", "secret")
    before = _entry(resource)
    key = resource.pk
    resource.delete()
    after = Entry.objects.get(object_id=key)
    assert after.deleted
    assert after.version > before.version
    left = [after.title, after.summary, after.words_title, after.labels, after.path]
    assert not any(left)


def test_a_rebuild_finds_what_signals_never_saw(embedded: Library) -> None:
    kept = embedded.resource("Radio")
    gone = embedded.resource("Gazette")
    Resource.objects.filter(pk=kept.pk).update(title="Marché")
    Resource.objects.filter(pk=gone.pk)._raw_delete("default")
    Resource.objects.bulk_create(
        Resource(**{**_values(kept), "key": f"bulk-{n}", "title": f"École {n}"})
        for n in range(CHUNK + 5)
    )
    Entry.objects.create(kind="forgotten", object_id=1, deleted=False)
    call_command("search_rebuild", stdout=StringIO())
    assert embedded.find("marché") == ["Marché"]
    assert embedded.find("gazette") == []
    assert embedded.answer("école").total == CHUNK + 5
    assert Entry.objects.get(kind="forgotten").deleted


def _values(resource: Resource) -> dict[str, object]:
    fields = [field.name for field in Resource._meta.fields if field.name != "id"]
    return {name: getattr(resource, name) for name in fields}


def test_search_costs_the_same_whatever_the_number_of_results(embedded: Library) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            embedded.answer("radio")
        return len(captured)

    embedded.resource("Radio")
    one = queries()
    for _number in range(19):
        embedded.resource("Radio")
    assert queries() == one <= 4


def test_without_an_engine_no_task_is_asked_for(
    embedded: Library, django_capture_on_commit_callbacks
) -> None:  # type: ignore[no-untyped-def]
    with django_capture_on_commit_callbacks(execute=True):
        embedded.resource("Radio")
    assert not DBTaskResult.objects.exists()
    assert feed().left == 0


def test_many_edits_ask_for_one_feed(
    embedded: Library, settings, django_capture_on_commit_callbacks
) -> None:  # type: ignore[no-untyped-def]
    settings.SEARCH_URL = "http://127.0.0.1:9"
    with django_capture_on_commit_callbacks(execute=True):
        embedded.resource("Radio")
        embedded.resource("Gazette")
    assert [task.task_path for task in DBTaskResult.objects.all()] == [feed_engine.module_path]


def test_a_feed_that_fails_keeps_everything_and_asks_for_another(
    embedded: Library, settings
) -> None:  # type: ignore[no-untyped-def]
    settings.SEARCH_URL = "http://127.0.0.1:9"
    embedded.resource("Radio")
    feed_engine.call()
    assert Entry.objects.pending().count() == 1
    (waiting,) = DBTaskResult.objects.all()
    assert waiting.run_after is not None
    assert waiting.args_kwargs["kwargs"] == {"attempt": 1}
