"""Marks carry their words, passages their language, fields their hints and errors."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.utils.translation import override

from workspace.languages.forms import MultilingualFormField
from workspace.languages.text import Text
from workspace.registries.panels import Built
from workspace.site import words


def shown(source: str, **context: object) -> str:
    return Template("{% load tandem %}" + source).render(Context(context))


def test_a_mark_never_stands_without_its_word():
    html = shown('{% state "late" "21 days late" %}')
    assert 'class="td-state td-state--late"' in html
    assert 'aria-hidden="true"><use href="#s-late"/></svg>21 days late' in html


@pytest.mark.parametrize("name", sorted(words.STATES))
def test_every_state_has_a_usual_word(name):
    assert not shown("{% state name %}", name=name).endswith("</svg></span>")


def test_tier_names_the_space_only_at_space_level():
    assert "This twinning" in shown('{% tier "space" "This twinning" %}')
    assert "This twinning" not in shown('{% tier "public" "This twinning" %}')


def test_sprite_holds_each_used_symbol_once_and_no_other():
    html = shown('{% mark "s-active" %}{% mark "s-active" %}{% tier "named" %}{% sprite %}')
    assert html.count('<symbol id="s-active"') == 1
    assert html.count("<symbol") == 2
    assert "<symbol" not in shown("{% sprite %}")


def test_sprite_knows_the_marks_of_included_parts():
    html = shown('{% include "components/chips.html" with chips=chips %}{% sprite %}',
                 chips=[{"url": "/", "words": "Health"}])  # fmt: skip
    assert '<symbol id="x"' in html


def test_two_pages_do_not_share_their_symbols():
    shown('{% mark "k-limit" %}')
    assert "k-limit" not in shown('{% mark "k-need" %}{% sprite %}')


def test_unknown_mark_is_a_fault_of_the_template():
    with pytest.raises(TemplateSyntaxError):
        shown('{% mark "nothing" %}')


def test_words_in_a_mark_are_escaped():
    assert "<b>" not in shown('{% state "late" word %}', word="<b>late</b>")


def test_halves_say_what_is_missing_and_how_far_apart():
    html = shown('{% halves "a" "o" 9 %}')
    assert '<path class="a" d="M15.4 0.5a' in html
    assert '<path class="o" d="M16.6 9.5a' in html


def test_partner_heads_follow_the_order_of_partners():
    heads = [shown("{% half n %}", n=n) for n in range(3)]
    assert ['class="a"' in heads[0], 'class="b"' in heads[1], 'class="c"' in heads[2]] == [True] * 3


def test_passage_in_another_language_says_so():
    with override("fr"):
        html = shown("{% passage text %}", text=Text(es="La línea es lenta"))
    assert html.startswith('<span lang="es">La línea es lenta</span>')
    assert "td-badge" in html


def test_passage_in_the_language_of_the_reader_is_plain():
    with override("es"):
        assert shown("{% passage text %}", text=Text(es="La <línea>")) == "La &lt;línea&gt;"


def test_language_badge_is_silent_in_the_readers_own_language():
    with override("es"):
        assert shown('{% language_badge "es" %}') == ""
        assert "td-badge" in shown('{% language_badge "fr" %}')


def test_prose_keeps_paragraphs_and_language():
    with override("en"):
        html = shown("{% prose text %}", text=Text(fr="Un.\n\nDeux."))
    assert html.count("<p>") == 2
    assert '<div lang="fr">' in html


@pytest.mark.parametrize(
    ("language", "octets", "expected"),
    [("en", 900, "900\u00a0bytes"), ("en", 88000, "86\u00a0KB"), ("fr", 88000, "86\u00a0Ko"),
     ("fr", 2_400_000, "2,3\u00a0Mo"), ("es", 0, "0\u00a0bytes"), ("en", 1_048_000, "1.0\u00a0MB")],
)  # fmt: skip
def test_sizes_are_written_as_the_reader_reads_them(language, octets, expected):
    with override(language):
        assert words.file_size(octets) == expected


def test_french_stops_keep_their_space_in_french_texts_only():
    text = Text(fr="« Où ? » : ici; non ; si!", en="Where ? Here : no")
    with override("fr"):
        kept = "«\u202fOù\u202f?\u202f»\u00a0: ici; non\u202f; si!"
        assert shown("{% passage t %}", t=text) == kept
        assert kept in shown("{% prose t %}", t=text)
    with override("en"):
        assert shown("{% passage t %}", t=text) == "Where ? Here : no"
        assert "\u202f?" in shown("{% passage t %}", t=Text(fr="Où ?"))


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("fr", 1, "1er mars 2026"),
        ("fr", 11, "11 mars 2026"),
        ("fr", 21, "21 mars 2026"),
        ("es", 1, "1 de marzo de 2026"),
        ("en", 1, "1 March 2026"),
    ],
)
def test_french_counts_the_first_of_a_month(language, number, words):
    with override(language):
        assert shown("{{ on|day }}", on=dt.date(2026, 3, number)) == words


def test_a_day_is_written_in_full_with_a_machine_readable_date():
    with override("en"):
        assert shown("{% on day %}", day=dt.date(2005, 3, 14)) == (
            '<time datetime="2005-03-14">14 March 2005</time>'
        )
        assert "14 March<" in shown("{% on day False %}", day=dt.date(2005, 3, 14))
        assert shown("{% on day %}", day=None) == ""


@pytest.mark.parametrize(
    ("tier", "live", "expected"),
    [("public", True, "Everyone, without an account"), ("public", False, "Draft"),
     ("space", True, "Members of Reading rooms"), ("named", False, "People named one by one")],
)  # fmt: skip
def test_who_can_see_tells_drafts_from_open_things(tier, live, expected):
    thing = SimpleNamespace(tier=tier, live=live, space="Reading rooms")
    with override("en"):
        assert words.who_can_see(thing).startswith(expected)


@pytest.mark.parametrize(
    ("tier", "live", "desk", "expected"),
    [("public", True, None, "Everyone, without an account"),
     ("space", True, None, "Members of the enrolled organisations"),
     ("public", False, None, "Draft: members of the enrolled organisations"),
     ("public", False, 3, "Draft: members of the enrolled organisations, and the editors")],
)  # fmt: skip
def test_the_space_of_the_network_is_not_named_as_a_small_circle(tier, live, desk, expected):
    space = SimpleNamespace(kind="network")
    with override("en"):
        thing = SimpleNamespace(tier=tier, live=live, space=space, desk_id=desk)
        assert words.who_can_see(thing) == expected


@pytest.mark.parametrize(
    ("tier", "live", "kind", "expected"),
    [("public", True, "group", "public"), ("public", False, "group", "space"),
     ("public", False, "network", "network"), ("named", False, "group", "named")],
)  # fmt: skip
def test_a_draft_wears_the_level_at_which_it_is_seen_now(tier, live, kind, expected):
    space = SimpleNamespace(kind=kind)
    made = shown("{% tier_now thing %}", thing=SimpleNamespace(tier=tier, live=live, space=space))
    assert f"td-tier--{expected}" in made


class Sheet(forms.Form):
    name = forms.CharField(
        help_text="As people call it.", widget=forms.TextInput({"placeholder": "N"})
    )
    kind = forms.ChoiceField(choices=[("a", "One"), ("b", "Two")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(help_text="Version 2.")
    day = forms.DateField(widget=forms.SelectDateWidget, required=False)
    title = MultilingualFormField(label="Title", help_text="One language is enough.")


def test_field_ties_hint_and_error_to_its_input():
    html = shown("{% field form.name %}", form=Sheet({}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'class="govuk-input govuk-input--error"' in html
    assert "placeholder" not in html


def test_radios_share_a_legend_that_the_error_summary_can_reach():
    form = Sheet({})
    html = shown("{% field form.kind %}", form=form)
    assert 'class="govuk-radios__input"' in html
    assert 'id="id_kind"' in html
    assert html.count("govuk-radios__item") == 2
    assert 'href="#id_kind"' in shown('{% include "components/error_summary.html" %}', form=form)


def test_lists_of_a_date_have_a_name_each():
    assert shown("{% field form.day %}", form=Sheet()).count("aria-label=") == 3


def test_a_text_in_three_languages_is_one_group_of_three_inputs():
    html = shown("{% field form.title %}", form=Sheet())
    assert html.count("<input") == 3
    assert html.count("<legend") == 1
    assert 'lang="es"' in html


def test_a_page_may_say_label_and_hint_in_its_own_words():
    html = shown('{% field form.name label="Town" hint="" %}', form=Sheet())
    assert ">Town" in html
    assert "As people call it" not in html
    assert "aria-describedby" not in html


def test_panel_sees_its_own_context_only():
    built = Built("body", "components/empty.html", {"words": "Nothing yet"})
    html = shown("{% panel built %}", built=built, url="/secret/", action="secret")
    assert "Nothing yet" in html
    assert "secret" not in html


def test_missing_addresses_are_empty_instead_of_breaking_the_page():
    assert shown('[{% address "no:such_page" %}]') == "[]"


def test_long_address_folds_after_its_at_sign_and_stays_escaped():
    html = shown("{{ words|foldable }}", words="<b>@example.org")
    assert html == '&lt;b&gt;@<wbr class="td-fold-at">example.org'
