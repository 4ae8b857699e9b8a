"""The guides and the README tell the truth about files, addresses, words and pictures."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
import pytest
from django.urls import Resolver404, resolve
from django.utils import translation

from tests.browser.pictures import FOLDER, HEAVIEST, LIST
from tests.test_catalogues import french_faults

ROOT = Path(__file__).resolve().parents[1]
READERS = ("members", "facilitators", "researchers", "editors", "decision-makers")
#: Where the guides of each language are.
FOLDERS = {"en": ROOT / "docs", "fr": ROOT / "docs" / "fr", "es": ROOT / "docs" / "es"}
GUIDES = [
    (language, folder / f"{reader}.md")
    for language, folder in FOLDERS.items()
    for reader in READERS
]
TEXTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("deploy/**/*.md")])
ALL_PICTURES = 2_000_000

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
LABEL = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
PATH = re.compile(r"`(/[^`\s]*)`")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
LEVEL = re.compile(r"^(#+) ", re.MULTILINE)
CODE = re.compile(r"^ {4}.*$", re.MULTILINE)
FORMAT = re.compile(r">([A-Z]{3,4})<")
PLACEHOLDER = re.compile(r"%\\?\(\w+\\?\)[sd]")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


each_guide = pytest.mark.parametrize(
    ("language", "path"), GUIDES, ids=[name(path) for _language, path in GUIDES]
)


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


@each_guide
def test_every_address_that_a_guide_names_is_one_of_the_site(language: str, path: Path):
    named = PATH.findall(path.read_text(encoding="utf-8"))
    assert named, "a guide that names no address: say where things are"
    wrong = [each for each in named if not each.startswith(f"/{language}/")]
    with translation.override(language):
        for each in named:
            try:
                resolve(each)
            except Resolver404:
                wrong.append(each)
    assert wrong == []


def fitting(text: str) -> re.Pattern[str]:
    """Fits `text` with anything where something is filled in, and with any kind of space."""
    words = " ".join(re.sub(r"</?b>", "", text).split())
    return re.compile(PLACEHOLDER.sub(".+", re.escape(words)))


def said(entry: polib.POEntry) -> list[str]:
    """What a page says with this entry; what is nearly all filled in would fit any label."""
    found = [entry.msgstr, *entry.msgstr_plural.values()]
    return [text for text in found if len(PLACEHOLDER.sub("", text).strip()) > 2]


@cache
def catalogue(language: str) -> dict[tuple[str | None, str], list[re.Pattern[str]]]:
    """What the pages say in this language, by the key of the entry."""
    known = polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))
    return {(each.msgctxt, each.msgid): [fitting(text) for text in said(each)] for each in known}


@cache
def formats() -> frozenset[str]:
    """Their names are the same in every language and stand in the templates themselves."""
    templates = ROOT.glob("templates/**/*.html")
    return frozenset(
        word for file in templates for word in FORMAT.findall(file.read_text(encoding="utf-8"))
    )


@cache
def labels(path: Path) -> tuple[str, ...]:
    found = (" ".join(each.split()) for each in LABEL.findall(path.read_text(encoding="utf-8")))
    return tuple(dict.fromkeys(each for each in found if each not in formats()))


def fits(label: str, patterns: list[re.Pattern[str]]) -> bool:
    # A model's name is written small in the code and begins a label on the page.
    small = label[:1].lower() + label[1:]
    return any(each.fullmatch(label) or each.fullmatch(small) for each in patterns)


@each_guide
def test_every_label_in_a_guide_is_on_a_page(language: str, path: Path):
    patterns = [each for entry in catalogue(language).values() for each in entry]
    wrong = [label for label in labels(path) if not fits(label, patterns)]
    assert wrong == [], "no page says so: correct the guide"


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("language", ["fr", "es"])
def test_guide_names_the_buttons_that_the_english_one_names(language: str, reader: str):
    texts = catalogue(language)
    here = labels(FOLDERS[language] / f"{reader}.md")
    missing = []
    for label in labels(FOLDERS["en"] / f"{reader}.md"):
        entries = [key for key, patterns in catalogue("en").items() if fits(label, patterns)]
        ways = [each for key in entries for each in texts[key]]
        if not any(fits(each, ways) for each in here):
            missing.append(label)
    assert missing == []


@pytest.mark.parametrize("reader", READERS)
def test_guide_is_built_alike_in_three_languages(reader: str):
    shapes = []
    for language, folder in FOLDERS.items():
        path = folder / f"{reader}.md"
        text = path.read_text(encoding="utf-8")
        shown = [Path(each).stem for each in targets(path) if each.endswith(".webp")]
        addresses = [each.removeprefix(f"/{language}") for each in PATH.findall(text)]
        shapes.append((LEVEL.findall(text), shown, addresses))
    assert shapes[0] == shapes[1] == shapes[2]


@each_guide
def test_guide_leads_to_the_two_other_languages_at_its_top(language: str, path: Path):
    _title, _empty, line, *_rest = path.read_text(encoding="utf-8").splitlines()
    led = {(path.parent / target).resolve() for target in re.findall(r"\]\(([^)]+)\)", line)}
    assert led == {folder / path.name for key, folder in FOLDERS.items() if key != language}


@pytest.mark.parametrize("reader", READERS)
def test_guides_keep_the_punctuation_of_their_language(reader: str):
    french = (FOLDERS["fr"] / f"{reader}.md").read_text(encoding="utf-8")
    words = re.sub(r"`[^`]*`|\]\([^)]*\)|<img [^>]*>", "", CODE.sub("", french))
    assert french_faults(words.replace("![", "[")) == []
    spanish = (FOLDERS["es"] / f"{reader}.md").read_text(encoding="utf-8").replace("![", "[")
    assert spanish.count("?") == spanish.count("¿")
    assert spanish.count("!") == spanish.count("¡")


@each_guide
def test_guide_is_read_in_ten_minutes_and_reached_from_the_readme(language: str, path: Path):
    words = re.sub(r"\([^)]*\)|[^\w\s]", " ", path.read_text(encoding="utf-8")).split()
    assert len(words) < 1800  # 180 words a minute, in one's second language
    assert name(path) in set(targets(ROOT / "README.md"))
