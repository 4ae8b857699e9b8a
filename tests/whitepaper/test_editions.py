"""Editions: chosen, compiled and frozen, built, published."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command

from tests.factories import whitepaper as make
from whitepaper import content, services
from whitepaper.models import Edition, EditionFile, Recommendation
from workspace.jobs.models import Job

pytestmark = pytest.mark.django_db


def test_compiling_freezes_the_whole_chain(programme, editor):
    recommendation = make.recommendation(programme, make.evidence(programme))
    edition = make.edition(programme, recommendation)
    services.edition_compile(edition=edition, user=editor, today=make.TODAY)
    edition.refresh_from_db()
    frozen = content.from_json(edition.content)
    assert edition.state == "compiled"
    assert edition.digest == content.digest(frozen)
    assert (frozen.organisations, frozen.countries, frozen.twinnings) == (2, 2, 1)
    assert frozen.publishers == ("Atelier Lille",)
    assert (frozen.date, frozen.licence, frozen.demo) == ("2026-03-01", "CC BY-SA 4.0", False)
    (finding,) = frozen.recommendations[0].findings
    result, first, second = finding.sources
    assert result.chart is not None
    assert result.chart.base == 41
    assert result.label.fr.endswith("(vague 1)")
    assert [first.quote.language, second.quote.language] == ["fr", "es"]
    assert second.label.es == "Rosario 1, fase\u00a01"
    assert first.url == "/twinnings/twinning-1/phases/1/"


def test_counts_are_of_what_the_readers_of_the_edition_may_see(programme, editor):
    make.twinning(programme, 1)
    make.twinning(programme, 2, tier="network")
    make.twinning(programme, 3, tier="space")
    recommendation = make.recommendation(programme, make.finding(programme))
    counts = []
    for tier in ("public", "network"):
        edition = make.edition(programme, recommendation, tier=tier)
        frozen = services.edition_compile(edition=edition, user=editor)
        counts.append(content.from_json(frozen.content).twinnings)
    assert counts == [1, 2]


def test_recommendations_keep_the_order_of_the_edition(programme, editor):
    first, second = (make.recommendation(programme, make.finding(programme)) for _ in range(2))
    edition = make.edition(programme, second, first)
    frozen = services.edition_compile(edition=edition, user=editor)
    numbers = [each.number for each in content.from_json(frozen.content).recommendations]
    assert numbers == [second.number, first.number]


def test_every_too_closed_source_is_named(programme, editor):
    twinning = make.twinning(programme)
    finding = make.finding(
        programme,
        snapshots=(make.snapshot(programme, "quiet", tier="network"),),
        phases=(make.phase(twinning, 2, tier="network"),),
    )
    closed = make.recommendation(
        programme, make.finding(programme, tier="network", title="Inside"), tier="network"
    )
    edition = make.edition(programme, make.recommendation(programme, finding), closed)
    with pytest.raises(PermissionDenied) as refusal:
        services.edition_compile(edition=edition, user=editor)
    reason = str(refusal.value)
    assert "Survey result of wave 1: Question quiet (en) (Network)" in reason
    assert "Phase 2: Twinning 1 (en) (Network)" in reason
    assert f"Recommendation {closed.number}: Pay for hours {closed.number} (en) (Network)" in reason
    assert "Inside" in reason
    edition.refresh_from_db()
    assert (edition.state, edition.content) == ("draft", "")


def test_a_source_that_the_editor_may_not_open_is_named_without_its_words(programme, editor):
    secret = make.twinning(programme, tier="space")
    finding = make.finding(programme, phases=(make.phase(secret, tier="space"),))
    edition = make.edition(programme, make.recommendation(programme, finding))
    with pytest.raises(PermissionDenied) as refusal:
        services.edition_compile(edition=edition, user=editor)
    assert "A phase account (Space)" in str(refusal.value)
    assert "Twinning 1" not in str(refusal.value)


def test_a_network_edition_may_carry_network_sources_only(programme, editor):
    inside = make.finding(programme, tier="network")
    draft = make.finding(programme, live=False)
    carried = make.recommendation(programme, inside, tier="network")
    services.edition_compile(edition=make.edition(programme, carried, tier="network"), user=editor)
    unpublished = make.recommendation(programme, draft, tier="network")
    with pytest.raises(PermissionDenied, match=f"Finding {draft.number}"):
        services.edition_compile(
            edition=make.edition(programme, unpublished, tier="network"), user=editor
        )


def test_only_retained_recommendations_are_compiled(programme, editor):
    proposed = make.recommendation(programme, make.finding(programme), state="proposed", live=True)
    with pytest.raises(PermissionDenied, match="not retained"):
        services.edition_compile(edition=make.edition(programme, proposed), user=editor)


def test_an_empty_edition_is_not_compiled(programme, editor):
    with pytest.raises(PermissionDenied, match="No recommendation"):
        services.edition_compile(edition=make.edition(programme), user=editor)


def test_a_character_that_cannot_be_printed_is_named(programme, editor):
    recommendation = make.recommendation(
        programme, make.finding(programme), title=make.text("Ask \u4e2d")
    )
    with pytest.raises(PermissionDenied, match="\u4e2d"):
        services.edition_compile(edition=make.edition(programme, recommendation), user=editor)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("content", "{}"),
        ("digest", "1" * 64),
        ("tier", "network"),
        ("title", make.text("Another")),
        ("number", 9),
        ("state", "draft"),
    ],
)
def test_a_compiled_edition_never_changes(compiled, name, value):
    edition = Edition.objects.get(pk=compiled.pk)
    setattr(edition, name, value)
    with pytest.raises(ValidationError, match="no longer changes"):
        edition.save()
    assert getattr(Edition.objects.get(pk=compiled.pk), name) != value


def test_a_compiled_edition_is_neither_edited_nor_compiled_again(compiled, editor):
    for act in (
        lambda: services.edition_compile(edition=compiled, user=editor),
        lambda: services.edition_save(
            edition=compiled, user=editor, version=0, words={}, recommendations=[]
        ),
    ):
        with pytest.raises(PermissionDenied, match="no longer change"):
            act()


def test_later_edits_of_the_sources_leave_the_content_as_it_was(compiled):
    before = compiled.content
    Recommendation.objects.update(title=make.text("Changed"))
    assert Edition.objects.get(pk=compiled.pk).content == before


def test_a_draft_is_not_built(programme, editor):
    with pytest.raises(PermissionDenied, match="Compile"):
        services.edition_build(edition=make.edition(programme), user=editor)


# The worker closes its connection between tasks, hence no transaction around this test.
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_worker_builds_three_languages_and_asking_twice_builds_once(compiled, editor):
    services.edition_build(edition=compiled, user=editor)
    services.edition_build(edition=compiled, user=editor)
    assert Job.objects.filter(state=Job.State.WAITING).count() == 3
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    jobs = list(Job.objects.all())
    assert [(job.state, job.error) for job in jobs] == [("done", "")] * 3
    assert all(job.done == job.total > 0 for job in jobs)
    files = EditionFile.objects.filter(edition=compiled)
    assert [file.language for file in files] == ["en", "es", "fr"]
    assert all(file.size == file.file.size for file in files)


def test_work_that_was_lost_is_done_again(compiled, editor):
    services.edition_build(edition=compiled, user=editor)
    Job.objects.update(state=Job.State.DONE)
    jobs = services.edition_build(edition=compiled, user=editor)
    assert {job.state for job in jobs} == {Job.State.WAITING}


def test_an_edition_without_its_three_pdfs_is_not_published(compiled, editor):
    make_file(compiled, "fr")
    with pytest.raises(PermissionDenied, match="English, Español"):
        services.edition_publish(edition=compiled, user=editor)


def make_file(edition, language):
    return EditionFile.objects.create(
        edition=edition, language=language, file="x.pdf", sha256="0" * 64, size=1, pages=1
    )


def test_publishing_opens_the_edition_once(compiled, editor):
    for language in ("fr", "en", "es"):
        make_file(compiled, language)
    services.edition_publish(edition=compiled, user=editor, today=make.TODAY)
    edition = Edition.objects.get(pk=compiled.pk)
    assert (edition.state, edition.live, edition.published_on) == (
        "published",
        True,
        make.TODAY,
    )
    with pytest.raises(PermissionDenied, match="already published"):
        services.edition_publish(edition=compiled, user=editor)


def test_a_draft_takes_only_retained_recommendations_of_its_programme(programme, editor):
    other = make.programme("other")
    edition = make.edition(programme)
    for wrong in (
        make.recommendation(programme, state="proposed"),
        make.recommendation(other),
    ):
        with pytest.raises(ValidationError, match="not retained"):
            services.edition_save(
                edition=edition, user=editor, version=0, words={}, recommendations=[wrong]
            )
    assert not edition.items.exists()
