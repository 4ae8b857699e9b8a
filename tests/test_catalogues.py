"""The interface speaks three languages, completely, and with each one's own punctuation."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("fr", "en", "es")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TAG = re.compile(r"</?[a-z]\w*")
#: No-break space, narrow or not; only "«" and "»" and high signs take one in French.
NO_BREAK = "\u00a0\u202f"

needs_xgettext = pytest.mark.skipif(
    not shutil.which("xgettext") and os.environ.get("CI") != "true",
    reason="xgettext is not here: apt-get install gettext",
)


def catalogue(language: str) -> polib.POFile:
    path = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
    assert path.exists(), f"{path.relative_to(ROOT)} is missing: make messages"
    return polib.pofile(str(path))


def texts(language: str) -> Iterator[tuple[polib.POEntry, str]]:
    """Each entry with each of its translations: one, or one a plural form."""
    for entry in catalogue(language):
        for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            yield entry, text


def shape(text: str) -> tuple[list[str], list[str]]:
    """What a translation must keep: the names filled in, and the tags."""
    return sorted(set(PLACEHOLDER.findall(text))), sorted(TAG.findall(text))


def key(entry: polib.POEntry) -> tuple[str, str, str]:
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_and_none_is_a_guess(language: str):
    known = catalogue(language)
    assert len(known) > 0
    assert [entry.msgid for entry in known.untranslated_entries()] == []
    assert [entry.msgid for entry in known.fuzzy_entries()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_has_as_many_forms_as_its_language(language: str):
    """With one form too few, gettext answers in English."""
    known = catalogue(language)
    amount = re.match(r"nplurals=(\d+)", known.metadata["Plural-Forms"])
    assert amount
    forms = set(range(int(amount[1])))
    short = [e.msgid for e in known if e.msgid_plural and set(e.msgstr_plural) != forms]
    assert short == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_placeholders_and_tags(language: str):
    different = [
        (entry.msgid, text)
        for entry, text in texts(language)
        # "one answer" may leave the number out as the source does.
        if text and shape(text) not in (shape(entry.msgid), shape(entry.msgid_plural))
    ]
    assert different == []


def test_english_says_what_the_source_says():
    assert [
        text for entry, text in texts("en") if text not in (entry.msgid, entry.msgid_plural)
    ] == []


def french_faults(text: str) -> list[str]:
    """High punctuation without a no-break space; addresses, times and entities aside."""
    words = re.sub(r"&#?\w+;|https?:\S*|\d+:\d+|<[^>]*>", "", text)
    faults = re.findall(
        rf"[^{NO_BREAK}?!;:.…(]+[;?!»]|[^{NO_BREAK}]:(?=\s|$)|«[^{NO_BREAK}]", words
    )
    return [fault[-12:] for fault in faults]


def test_french_sets_no_break_spaces():
    assert [(text, faults) for _, text in texts("fr") if (faults := french_faults(text))] == []


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Qui peut voir ceci\u00a0?", True),
        ("Dit-elle\u202f: «\u00a0Oui\u00a0»", True),
        ("Voir https://example.org/?a=1 à 10:30 &amp; après", True),
        ("Qui peut voir ceci ?", False),
        ("Qui peut voir ceci?", False),
        ("Recherche : eau", False),
        ("Recherche: eau", False),
        ("« Oui »", False),
        ("%(name)s:", False),
    ],
)
def test_french_rule_tells_good_from_bad(text: str, good: bool):
    assert (not french_faults(text)) is good


def french_widths(text: str) -> list[str]:
    """No-break spaces of the wrong width: narrow before ; ! ? and inside « », wide before a colon.

    So the Imprimerie nationale sets them; a line with both looks uneven.
    """
    return re.findall("\u00a0[;!?»]|«\u00a0|\u202f:", text)


def test_french_no_break_spaces_have_the_width_of_their_sign():
    assert [(text, faults) for _, text in texts("fr") if (faults := french_widths(text))] == []


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Dit-elle\u00a0: «\u202fOui\u202f»\u202f; et vous\u202f?", True),
        ("Perdre 20\u00a0% à 10:30\u202f!", True),
        ("Qui\u00a0?", False),
        ("Vite\u00a0!", False),
        ("Oui\u00a0; non", False),
        ("«\u00a0Oui\u202f»", False),
        ("«\u202fOui\u00a0»", False),
        ("Recherche\u202f: eau", False),
    ],
)
def test_rule_of_french_widths_tells_good_from_bad(text: str, good: bool):
    assert (not french_widths(text)) is good


def test_spanish_opens_its_questions():
    assert [text for _, text in texts("es") if text.count("?") != text.count("¿")] == []


@needs_xgettext
def test_catalogues_hold_every_text_of_the_sources_and_no_other(tmp_path, settings, monkeypatch):
    # On a copy: the command leaves files beside the templates while it works.
    for folder in ("workspace", "twinning", "research", "whitepaper", "search", "templates"):
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "static")
        )
    (tmp_path / "locale").mkdir()
    settings.LOCALE_PATHS = [str(tmp_path / "locale")]
    monkeypatch.chdir(tmp_path)
    call_command("makemessages", locale=["en"], verbosity=0)
    sources = polib.pofile(str(tmp_path / "locale/en/LC_MESSAGES/django.po"))
    wanted = {key(entry) for entry in sources}
    for language in LANGUAGES:
        held = {key(entry) for entry in catalogue(language) if not entry.obsolete}
        assert held == wanted, f"{language}: make messages"
