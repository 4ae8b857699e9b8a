"""Evidence on a phase page, as each reader may see it."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from wagtail.models import Page

from tests.access.circle import attachment, picture, programme, twinning
from twinning.blocks import PhaseBody
from twinning.models import PhasePage
from workspace.access.audience import ANYONE, Audience
from workspace.access.services import network

pytestmark = pytest.mark.django_db


def shown(blocks: list[tuple[str, Any]], audience: Audience = ANYONE) -> str:
    request = RequestFactory().get("/")
    request.audience = audience  # type: ignore[attr-defined]
    body = PhaseBody().to_python(
        [{"type": name, "value": value, "id": str(at)} for at, (name, value) in enumerate(blocks)]
    )
    source = "{% load wagtailcore_tags %}{% for b in body %}{% include_block b %}{% endfor %}"
    return str(Template(source).render(Context({"body": body, "request": request})))


def inside() -> Audience:
    return Audience(user_id=1, spaces=frozenset({network().pk}), network=True)


def test_open_picture_has_words_size_and_waits_for_the_reader() -> None:
    image = picture("Market", tier="public")
    html = shown([("picture", {"image": image.pk, "caption": "Saturday"})])
    assert 'alt="Market alt" width="40" height="30" loading="lazy"' in html
    assert "Saturday" in html
    assert ".webp" in html


def test_wide_picture_is_made_small() -> None:
    image = picture("Wide", tier="public")
    assert image.get_rendition("width-800|format-webp|webpquality-70").width <= 800


@pytest.mark.parametrize("tier", ["network", "space", "named"])
def test_closed_picture_or_file_leaves_no_trace(tier: str) -> None:
    image, paper = picture("Secret", tier=tier), attachment("Secret", tier=tier)
    blocks = [
        ("picture", {"image": image.pk, "caption": "Secretcaption"}),
        ("gallery", [{"image": image.pk, "caption": "Secretcaption"}]),
        ("file", {"document": paper.pk, "note": "Secretnote"}),
    ]
    assert "ecret" not in shown(blocks)
    if tier != "named":
        assert shown(blocks, inside()).count("ecret") > 5


def test_gallery_keeps_the_open_ones_and_asks_once(django_assert_max_num_queries: Any) -> None:
    images = [picture(f"P{number}", tier="public") for number in range(6)]
    closed = picture("Secret", tier="space")
    blocks = [("gallery", [{"image": each.pk, "caption": ""} for each in [*images, closed]])]
    assert shown(blocks).count("<img") == 6
    with django_assert_max_num_queries(3):
        assert "Secret" not in shown(blocks)


def test_file_says_type_and_weight() -> None:
    paper = attachment("Report", tier="public")
    html = shown([("file", {"document": paper.pk, "note": "In French"})])
    assert paper.url in html
    assert "PDF" in html
    assert "bytes" in html
    assert "In French" in html


def test_missing_picture_and_file_are_left_out() -> None:
    blocks = [
        ("picture", {"image": 987654, "caption": "x"}),
        ("file", {"document": 987654, "note": "x"}),
    ]
    assert shown(blocks).strip() == ""


def test_links_to_hidden_pages_become_plain_words() -> None:
    home = programme()
    open_one, closed = twinning(home, "Seen", tier="public"), twinning(home, "Secret")
    words = (
        f'<p><a linktype="page" id="{open_one.pk}">one</a> '
        f'<a id="{closed.pk}" linktype="page">two</a> '
        '<a href="https://example.org/">three</a> <a linktype="page" id="987654">four</a></p>'
    )
    html = shown([("text", words)])
    assert 'twinnings/seen/"' in html
    assert "two" in html
    assert "secret" not in html.lower()
    assert 'href="https://example.org/"' in html
    assert html.count("<a ") == 2
    member = Audience(user_id=1, spaces=frozenset({closed.space_id}))
    assert 'twinnings/secret/"' in shown([("text", words)], member)


def test_links_are_checked_in_one_query(django_assert_num_queries: Any) -> None:
    home = programme()
    closed = [twinning(home, f"Secret{number}") for number in range(4)]
    words = "".join(f'<p><a linktype="page" id="{each.pk}">x</a></p>' for each in closed)
    with django_assert_num_queries(1):
        shown([("text", words)])


def test_phase_below_a_hidden_twinning_is_not_linked() -> None:
    closed = twinning(programme(), "Secret")
    phase = PhasePage.objects.filter(twinning=closed).first()
    PhasePage.objects.filter(pk=phase.pk).update(tier="public", state="validated")
    assert "secret" not in shown([("text", f'<a linktype="page" id="{phase.pk}">x</a>')])
    assert Page.objects.filter(pk=phase.pk).exists()


def test_stored_script_is_taken_out() -> None:
    html = shown([("text", '<p onclick="x()">a<script>alert(1)</script><img src=x></p>')])
    assert html.strip() == "<p>a</p>"


def test_figures_milestones_quotation_and_media() -> None:
    html = shown(
        [
            ("figures", [{"number": "9 of 20", "label": "households"}]),
            ("milestones", [{"day": "2026-02-03", "text": "First letter"}]),
            ("quotation", {"text": "We <waited>", "source": "A teacher"}),
            ("media", {"url": "https://video.example/1", "title": "Film", "length": "3 min"}),
        ]
    )
    assert "<dt>households</dt><dd>9 of 20</dd>" in html
    assert '<time datetime="2026-02-03">' in html
    assert "We &lt;waited&gt;" in html
    assert "Plays on video.example, outside Tandem." in html
    assert "<iframe" not in html
