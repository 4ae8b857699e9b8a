"""The guides and the README tell the truth about files, addresses, words and pictures."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.urls import Resolver404, resolve

from tests.browser.pictures import FOLDER, HEAVIEST, LIST

ROOT = Path(__file__).resolve().parents[1]
READERS = ("members", "facilitators", "researchers", "editors", "decision-makers")
GUIDES = [ROOT / "docs" / f"{reader}.md" for reader in READERS]
TEXTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("deploy/**/*.md")])
ALL_PICTURES = 2_000_000

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
LABEL = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
PATH = re.compile(r"`(/[^`\s]*)`")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
CODE = re.compile(r"^ {4}.*$", re.MULTILINE)
FORMAT = re.compile(r">([A-Z]{3,4})<")
PLACEHOLDER = re.compile(r"%\\?\(\w+\\?\)[sd]")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def targets(path: Path) -> Iterator[str]:
    for match in LINK.finditer(CODE.sub("", path.read_text(encoding="utf-8"))):
        yield match[1] or match[2]


def anchors(path: Path) -> set[str]:
    """As GitHub makes them of headings."""
    text = CODE.sub("", path.read_text(encoding="utf-8"))
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(text))
    return {words.strip().replace(" ", "-") for words in plain}


def pictured(path: Path) -> set[str]:
    return {Path(each).stem for each in targets(path) if each.endswith(".webp")}


@pytest.mark.parametrize("path", TEXTS, ids=name)
def test_every_link_leads_to_a_file_and_to_a_heading_in_it(path: Path):
    wrong = []
    for target in targets(path):
        if re.match(r"[a-z]+:", target):
            continue
        file, _sharp, anchor = target.partition("#")
        found = (path.parent / file).resolve() if file else path
        if not found.exists() or (anchor and anchor not in anchors(found)):
            wrong.append(target)
    assert wrong == []


def test_every_picture_is_shown_taken_listed_and_light():
    listed = [each["name"] for each in tomllib.loads(LIST.read_text(encoding="utf-8"))["picture"]]
    assert len(listed) == len(set(listed))
    shown = set().union(*(pictured(path) for path in TEXTS))
    files = {file.stem: file.stat().st_size for file in FOLDER.iterdir()}
    assert set(listed) - shown == set(), "no text shows these"
    assert shown - set(listed) == set(), "name these in docs/pictures.toml"
    assert set(files) == set(listed), "take them: make pictures"
    assert [each for each, weight in files.items() if weight > HEAVIEST] == []
    assert sum(files.values()) <= ALL_PICTURES


@pytest.mark.parametrize("path", GUIDES, ids=name)
def test_every_address_that_a_guide_names_is_one_of_the_site(path: Path):
    named = PATH.findall(path.read_text(encoding="utf-8"))
    assert named, "a guide that names no address: say where things are"
    wrong = []
    for each in named:
        try:
            resolve(each)
        except Resolver404:
            wrong.append(each)
    assert wrong == []


def interface() -> list[re.Pattern[str]]:
    """What the pages say in English, with anything where something is filled in."""
    known = polib.pofile(str(ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"))
    found = set()
    for entry in known:
        found |= {entry.msgid, entry.msgstr, entry.msgid_plural, *entry.msgstr_plural.values()}
    # What is nearly all filled in would fit any label.
    found = {text for text in found if len(PLACEHOLDER.sub("", text).strip()) > 2}
    # Names of formats are the same in every language and stand in the templates themselves.
    for template in ROOT.glob("templates/**/*.html"):
        found |= set(FORMAT.findall(template.read_text(encoding="utf-8")))
    return [
        re.compile(PLACEHOLDER.sub(".+", re.escape(re.sub(r"</?b>", "", text)))) for text in found
    ]


def test_every_label_in_a_guide_is_on_a_page():
    patterns = interface()
    wrong = {}
    for path in GUIDES:
        for label in LABEL.findall(path.read_text(encoding="utf-8")):
            words = " ".join(label.split())
            # A model's name is written small in the code and begins a label on the page.
            small = words[:1].lower() + words[1:]
            if not any(each.fullmatch(words) or each.fullmatch(small) for each in patterns):
                wrong[words] = name(path)
    assert "; ".join(wrong) == "", "no page says so: correct the guide"


@pytest.mark.parametrize("path", GUIDES, ids=name)
def test_guide_is_read_in_ten_minutes_and_reached_from_the_readme(path: Path):
    words = re.sub(r"\([^)]*\)|[^\w\s]", " ", path.read_text(encoding="utf-8")).split()
    assert len(words) < 1800  # 180 words a minute, in one's second language
    assert name(path) in set(targets(ROOT / "README.md"))
