"""Rich text typed in a plain field: a few signs that one can read as they stand, and back.

`## Heading`, `- point`, `1. step`, `**strong**`, `_stressed_`, `[words](https://...)`; an empty
line begins a new paragraph. These are all the forms that the text of a phase may have.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser
from itertools import groupby

_LINK = re.compile(r"\[([^\]\n]+)\]\(((?:https?://|mailto:|page:)[^\s()]+)\)")
_STRONG = re.compile(r"\*\*(\S(?:[^\n]*?\S)?)\*\*")
_STRESSED = re.compile(r"(?<!\w)_(\S(?:[^\n]*?\S)?)_(?!\w)")
_LINES = (
    ("h3", re.compile(r"#{1,3} +(.+)")),
    ("ul", re.compile(r"[-*•] +(.+)")),
    ("ol", re.compile(r"\d+[.)] +(.+)")),
)


def to_html(text: str) -> str:
    """The rich text that stands for the typed one. Everything in it is escaped."""
    lines = [_line(line.strip()) for line in text.replace("\r\n", "\n").split("\n")]
    parts = []
    for kind, group in groupby(lines, key=lambda line: line[0]):
        found = [_inline(words) for _kind, words in group]
        if kind == "p":
            parts.append(f"<p>{'<br/>'.join(found)}</p>")
        elif kind == "h3":
            parts += [f"<h3>{words}</h3>" for words in found]
        elif kind:
            items = "".join(f"<li>{words}</li>" for words in found)
            parts.append(f"<{kind}>{items}</{kind}>")
    return "".join(parts)


def _line(line: str) -> tuple[str, str]:
    for kind, pattern in _LINES:
        match = pattern.fullmatch(line)
        if match:
            return kind, match[1]
    return ("p", line) if line else ("", "")


def _inline(words: str) -> str:
    marked = _LINK.sub(_link, escape(words, quote=True))
    return _STRESSED.sub(r"<i>\1</i>", _STRONG.sub(r"<b>\1</b>", marked))


def _link(match: re.Match[str]) -> str:
    words, target = match[1], match[2]
    if target.startswith("page:"):
        number = target.removeprefix("page:")
        return f'<a linktype="page" id="{number}">{words}</a>' if number.isdecimal() else words
    # Signs in an address are no stress.
    plain = target.replace("_", "%5F").replace("*", "%2A")
    return f'<a href="{plain}">{words}</a>'


def to_text(html: str) -> str:
    """The typed text that stands for a stored rich text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Other tags than those above vanish, their words stay."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.lists: list[str] = []
        self.number = 0
        self.target = ""

    def text(self) -> str:
        text = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(self.parts))
        return re.sub(r"\n{3,}", "\n\n", text).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol"):
            self.lists.append(tag)
            self.number = 0
            self.parts.append("\n\n")
        elif tag == "li":
            self.number += 1
            ordered = self.lists and self.lists[-1] == "ol"
            self.parts.append(f"\n{self.number}. " if ordered else "\n- ")
        elif tag == "a":
            given = {name: value or "" for name, value in attrs}
            page = f"page:{given.get('id', '')}" if given.get("linktype") == "page" else ""
            self.target = page or given.get("href", "")
            self.parts.append("[" if self.target else "")
        else:
            self.parts.append(_OPENS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self.lists[-1:] = []
            self.parts.append("\n\n")
        elif tag == "a" and self.target:
            self.parts.append(f"]({self.target.replace('%5F', '_').replace('%2A', '*')})")
        else:
            self.parts.append(_CLOSES.get(tag, ""))

    def handle_data(self, data: str) -> None:
        self.parts.append(re.sub(r"\s+", " ", data))


_MARKS = {"b": "**", "strong": "**", "i": "_", "em": "_"}
_OPENS = {**_MARKS, "h3": "\n\n## ", "p": "\n\n", "br": "\n"}
_CLOSES = {**_MARKS, "h3": "\n\n", "p": "\n\n"}
