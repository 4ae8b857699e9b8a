"""A questionnaire is read whole or refused with every problem named."""

import copy
import json
import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.questionnaire.document import (
    DocumentError,
    as_dict,
    canonical,
    digest,
    parse,
)
from research.questionnaire.shape import MESSAGES, Problem


def words(text):
    return {"fr": f"{text} fr", "en": f"{text} en", "es": f"{text} es"}


def choices(*codes):
    return [{"code": code, "label": words(code)} for code in codes]


UNKNOWN = {"code": "dont_know", "label": words("unknown"), "missing": "dont_know"}


def questionnaire():
    return {
        "format": 1,
        "title": words("Uses"),
        "intro": {"fr": "Dix minutes."},
        "pages": [
            {
                "key": "p1",
                "title": words("Tools"),
                "questions": [
                    {
                        "key": "tools",
                        "type": "multiple",
                        "label": words("Tools"),
                        "required": True,
                        "choices": [*choices("email", "chat"), UNKNOWN],
                    },
                    {
                        "key": "first",
                        "type": "single",
                        "label": words("Who"),
                        "choices": choices("one", "all"),
                    },
                ],
            },
            {
                "key": "p2",
                "questions": [
                    {
                        "key": "ease",
                        "type": "scale",
                        "label": words("Ease"),
                        "choices": [
                            {"code": "1", "label": words("hard")},
                            {"code": "2"},
                            {"code": "3", "label": words("easy")},
                            UNKNOWN,
                        ],
                    },
                    {
                        "key": "hours",
                        "type": "number",
                        "label": words("Hours"),
                        "unit": words("h"),
                        "min": 0,
                        "max": 99.5,
                        "choices": [UNKNOWN],
                    },
                    {
                        "key": "wish",
                        "type": "text",
                        "label": words("Wish"),
                        "max_length": 300,
                        "choices": [UNKNOWN],
                    },
                    {"key": "since", "type": "date", "label": words("Since")},
                ],
            },
        ],
    }


def problems(data):
    with pytest.raises(DocumentError) as refused:
        parse(data)
    assert str(refused.value)
    return {(problem.path, problem.code) for problem in refused.value.problems}


def changed(change):
    data = questionnaire()
    change(data)
    return data


def question(data, page, index):
    return data["pages"][page]["questions"][index]


def test_questionnaire_is_read_with_its_choices_and_bounds():
    document = parse(questionnaire())
    assert [question.key for question in document.questions] == [
        "tools", "first", "ease", "hours", "wish", "since"
    ]  # fmt: skip
    tools, hours = document.question("tools"), document.question("hours")
    assert [choice.code for choice in tools.answers] == ["email", "chat"]
    assert [choice.missing for choice in tools.escapes] == ["dont_know"]
    assert tools.required and not hours.required
    assert (hours.min, hours.max) == (Decimal(0), Decimal("99.5"))
    assert document.question("wish").max_length == 300
    with pytest.raises(KeyError):
        document.question("none")


def test_canonical_spelling_reads_back_to_the_same_document():
    document = parse(questionnaire())
    again = parse(json.loads(canonical(document)))
    assert again == document
    assert digest(again) == digest(document)
    assert len(digest(document)) == 64


def test_digest_ignores_the_order_of_keys_and_changes_with_one_word():
    data = questionnaire()
    turned = json.loads(json.dumps(data, sort_keys=True))
    assert digest(parse(data)) == digest(parse(turned))
    turned["title"]["es"] += "."
    assert digest(parse(data)) != digest(parse(turned))


@given(st.integers(-(10**12), 10**12) | st.floats(-1e6, 1e6).map(lambda x: round(x, 3)))
def test_any_bound_survives_the_canonical_spelling(bound):
    data = questionnaire()
    hours = question(data, 1, 1)
    hours["min"] = hours["max"] = bound
    document = parse(data)
    assert parse(json.loads(canonical(document))) == document


def test_all_problems_are_named_at_once_and_in_the_order_of_the_document():
    data = questionnaire()
    del data["title"]["es"]
    question(data, 0, 0)["type"] = "ranking"
    question(data, 0, 1)["choices"] = choices("one", "one")
    question(data, 1, 1)["min"] = 200
    data["pages"].append({"key": "p1", "questions": []})
    with pytest.raises(DocumentError) as refused:
        parse(data)
    found = [(problem.path, problem.code) for problem in refused.value.problems]
    assert found == [
        ("title", "languages_missing"),
        ("pages.0.questions.0.type", "not_allowed"),
        ("pages.0.questions.1.choices.1", "duplicate_code"),
        ("pages.1.questions.1.min", "min_above_max"),
        ("pages.2", "duplicate_page"),
        ("pages.2.questions", "empty"),
    ]
    sentences = str(refused.value).splitlines()
    assert sentences[0] == "title: Not written yet in: es."
    assert sentences[1].endswith("one of: single, multiple, scale, number, text, date.")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda d: d.pop("pages"), ("", "missing_key")),
        (lambda d: d.update(pages=[]), ("pages", "empty")),
        (lambda d: d.update(format=2), ("format", "unknown_format")),
        (lambda d: d.update(extra=1), ("extra", "unknown_key")),
        (lambda d: d.update(title="Uses"), ("title", "wrong_type")),
        (lambda d: d["title"].update(de="x"), ("title.de", "unknown_key")),
        (lambda d: d["title"].update(fr="x" * 201), ("title.fr", "too_long")),
        (lambda d: d["title"].update(fr="a\x00b"), ("title.fr", "control_character")),
        (lambda d: d["title"].update(fr="a\ud800"), ("title.fr", "control_character")),
        (lambda d: d["title"].update(fr="  "), ("title", "languages_missing")),
        (lambda d: d["pages"][0].update(key="P 1"), ("pages.0.key", "bad_name")),
        (lambda d: d["pages"][0].update(title={}), ("pages.0.title", "languages_missing")),
        (lambda d: d["pages"].append(None), ("pages.2", "wrong_type")),
        (
            lambda d: question(d, 0, 1).update(key="tools"),
            ("pages.0.questions.1.key", "duplicate_question"),
        ),
        (
            lambda d: question(d, 0, 1).pop("choices"),
            ("pages.0.questions.1.choices", "too_few_choices"),
        ),
        (
            lambda d: question(d, 0, 1)["choices"][0].pop("label"),
            ("pages.0.questions.1.choices.0.label", "languages_missing"),
        ),
        (
            lambda d: question(d, 1, 0)["choices"][0].pop("label"),
            ("pages.1.questions.0.choices.0.label", "languages_missing"),
        ),
        (
            lambda d: question(d, 1, 0)["choices"][0].update(code="5"),
            ("pages.1.questions.0.choices", "scale_codes"),
        ),
        (
            lambda d: question(d, 1, 1).update(min=math.inf),
            ("pages.1.questions.1.min", "not_finite"),
        ),
        (
            lambda d: question(d, 1, 1).update(max=10**400),
            ("pages.1.questions.1.max", "out_of_range"),
        ),
        (
            lambda d: question(d, 1, 2).update(choices=choices("yes")),
            ("pages.1.questions.2.choices", "choices_not_used"),
        ),
        (
            lambda d: question(d, 1, 2).update(choices=[{**UNKNOWN, "code": "unknown"}]),
            ("pages.1.questions.2.choices.0", "typed_code"),
        ),
        (
            lambda d: question(d, 1, 2).update(min=1),
            ("pages.1.questions.2.min", "setting_not_used"),
        ),
        (
            lambda d: d.update(pages=[{"key": "p", "questions": [{}] * 201}]),
            ("pages.0.questions", "too_many"),
        ),
    ],
)
def test_a_problem_is_found_where_it_is(change, expected):
    # The duplicate is reported on the second question itself.
    place, code = expected
    if code == "duplicate_question":
        place = place.removesuffix(".key")
    assert (place, code) in problems(changed(change))


def test_what_is_no_mapping_at_all_is_refused():
    assert problems([]) == {("", "wrong_type")}
    assert problems({"pages": "none"}) >= {("", "missing_key"), ("pages", "wrong_type")}


def test_a_problem_of_a_rule_without_a_sentence_still_says_something():
    assert str(Problem("", "not_valid")) == MESSAGES["not_valid"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.data())
def test_no_json_value_anywhere_breaks_the_reader(data):
    """Whatever stands in one place, the reader refuses with a list or gives a document."""
    document = copy.deepcopy(questionnaire())
    target, key = document, data.draw(st.sampled_from(sorted(document)))
    while isinstance(target[key], (dict, list)) and target[key] and data.draw(st.booleans()):
        target = target[key]
        places = sorted(target) if isinstance(target, dict) else range(len(target))
        key = data.draw(st.sampled_from(list(places)))
    target[key] = data.draw(JSON)
    try:
        assert parse(as_dict(parse(document)))
    except DocumentError as refused:
        assert all(problem.sentence for problem in refused.problems)
