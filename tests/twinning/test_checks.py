"""What is said of the evidence of a phase before it is published."""

from __future__ import annotations

import pytest

from tests.access.circle import attachment, picture, programme, twinning
from twinning.models import PhasePage
from workspace.access.audience import ANYONE, Audience
from workspace.library.models import Picture
from workspace.registries import content_checks

pytestmark = pytest.mark.django_db
ALL = Audience(everything=True)


@pytest.fixture
def phase() -> PhasePage:
    page = twinning(programme(), "Ours", tier="public")
    found: PhasePage = PhasePage.objects.filter(twinning=page).first()
    found.tier, found.state = "public", "validated"
    return found


def said(phase: PhasePage, audience: Audience = ALL) -> list[str]:
    return [str(lack.words) for lack in content_checks.lacks(phase, audience)]


def test_picture_needs_words_for_those_who_do_not_see_it(phase: PhasePage) -> None:
    shown = picture("Market", tier="public")
    phase.body = [("gallery", [{"image": shown, "caption": ""}])]
    assert said(phase) == []
    Picture.objects.update(alt=" ")
    phase.body = [("picture", {"image": Picture.objects.get(), "caption": ""})]
    assert said(phase) == ["what the picture “Market picture” shows, in one sentence"]


def test_file_more_closed_than_the_page_is_named_to_those_who_see_it(phase: PhasePage) -> None:
    phase.body = [("file", {"document": attachment("Inner", tier="network"), "note": ""})]
    assert said(phase) == ["a file as open as this page in place of “Inner paper”"]
    assert said(phase, ANYONE) == ["a file as open as this page in place of a file closed to you"]
    phase.tier = "network"
    assert said(phase) == []
