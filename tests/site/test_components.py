"""Components say in words what their shapes show."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override


def shown(name: str, **context: object) -> str:
    with override("en"):
        return render_to_string(f"components/{name}.html", context)


@pytest.mark.parametrize(
    ("left", "right", "classes"),
    [(True, True, ["a", "b"]), (True, False, ["a", "o"]), (False, True, ["o", "b"]),
     (False, False, ["o", "o"])],
)  # fmt: skip
def test_a_missing_signature_leaves_the_disc_open(left, right, classes):
    html = shown("sign", left={"signed": left, "words": "L"}, right={"signed": right, "words": "R"})
    assert re.findall(r'<path class="(\w)"', html) == classes


def test_a_signature_is_given_by_a_form_and_never_by_a_link():
    side = {"words": "Lille", "action": "/sign/", "action_word": "Sign", "post": True}
    html = shown("sign", left=side, right={"words": "Córdoba"})
    assert '<form action="/sign/" method="post">' in html
    assert "<a " not in html


def test_gate_tells_what_is_missing_from_what_is_ready_in_words():
    items = [{"done": False, "words": "A consent form", "links": [("/add/", "Add it")]},
             {"done": True, "words": "Both accounts"}]  # fmt: skip
    html = re.sub(r"<[^>]+>", "", shown("gate", items=items))
    assert html.index("Missing:") < html.index("A consent form") < html.index("Ready:")


def test_steps_mark_the_present_one():
    steps = [{"number": n, "name": f"Phase {n}", "state": "planned", "current": n == 2}
             for n in (1, 2, 3)]  # fmt: skip
    html = shown("steps", steps=steps)
    assert html.count('aria-current="step"') == 1
    assert html.index("Phase 1") < html.index('aria-current="step"') < html.index("Phase 2")


def test_a_pair_to_be_found_leads_nowhere_and_is_dashed():
    pairs = [{"url": "/t/1/", "label": "Lille and Córdoba", "shift": 3}, {"label": "To be found"}]
    html = shown("field_of_pairs", pairs=pairs)
    assert html.count("<a ") == 1
    assert html.count('class="o"') == 2
    assert "To be found" in html


def test_matrix_has_headers_for_both_directions_and_words_in_every_cell():
    row = {
        "url": "/t/1/",
        "label": "Villarrica, Murcia",
        "late": True,
        "now": "Phase 2:",
        "now_state": "late",
        "now_word": "47 days late",
        "cells": [{"number": 1, "state": "validated"}, {"number": 2, "state": "late"}],
    }
    html = shown("matrix", caption="States", columns=["1. Meet", "2. Agree"], rows=[row])
    assert html.count('scope="col"') == 3
    assert '<tr class="is-late"><th scope="row">' in html
    assert html.count("47 days late") == 1
    assert "Validated" in html


def test_list_without_other_pages_has_no_page_links():
    assert "<nav" not in shown("pagination", previous="", next="")
    html = shown("pagination", previous="", next="?after=12")
    assert 'rel="next"' in html
    assert 'rel="prev"' not in html


def test_chip_says_that_it_removes_its_filter():
    assert "Remove the filter" in shown("chips", chips=[{"url": "?", "words": "Health"}])
    assert shown("chips", chips=[]).strip() == ""


def test_facets_keep_the_question_and_tell_counts():
    facet = {"name": "k", "legend": "Kind", "options": [
        {"value": "n", "words": "Need", "count": 0, "checked": True}]}  # fmt: skip
    html = shown("facets", action="/search/", facets=[facet], kept=[("q", 'a"b')], active=1)
    assert '<input type="hidden" name="q" value="a&quot;b">' in html
    assert "<span>0</span>" in html
    assert " checked" in html
    assert "1 active filter<" in html


def test_levels_and_head_name_the_space():
    html = shown("levels", levels=[{"tier": "space", "space_name": "This twinning", "words": "9"}])
    assert "This twinning" in html
    html = shown("head", title="Phase 4", tier="space", space_name="This twinning")
    assert "This twinning" in html
    assert "<h1>Phase 4</h1>" in html
