"""Two people on one text: what is stored now, what was typed, and where they differ."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils.formats import date_format

#: Words with the space after them: spaces alone, being alike, would make comparing very slow.
_PIECES = re.compile(r"\S+\s*")


#: Pairs of equal words that are all looked at (tenths of a second). A text that says the same word
#: a thousand times is compared by its rarer words.
MOST_ALIKE = 50_000


class Stale(Exception):
    """Somebody saved this after the form was opened. `current` is what is stored now."""

    def __init__(self, current: Any):
        super().__init__("stale")
        self.current = current


@dataclass(frozen=True)
class Piece:
    """Some words; `only` when they stand in this version and not in the other."""

    text: str
    only: bool


@dataclass(frozen=True)
class Difference:
    """One question whose two answers differ, each cut into pieces; `whole` when words in them are
    not to be counted."""

    name: str
    label: Any
    stored: list[Piece] = field(default_factory=list)
    typed: list[Piece] = field(default_factory=list)
    whole: bool = False

    @property
    def only_stored(self) -> int:
        return _words(self.stored)

    @property
    def only_typed(self) -> int:
        return _words(self.typed)


def answers(obj: Any, names: Iterable[str]) -> dict[str, str]:
    """What is stored, as a form would send it."""
    return plain({name: getattr(obj, name) for name in names})


def plain(words: Mapping[str, Any]) -> dict[str, str]:
    """Words as a browser sends them back, so that the same ones are equal."""
    return {name: _plain(value) for name, value in words.items()}


def labels(model: type[Model], names: Iterable[str]) -> dict[str, Any]:
    return {name: model._meta.get_field(name).verbose_name for name in names}  # type: ignore[union-attr]


def day_in_words(text: str) -> str:
    """A day as a form sends it ("2026-03-01"), as people read it; anything else as it is."""
    try:
        return str(date_format(dt.date.fromisoformat(text)))
    except ValueError:
        return text


def language_in_words(code: str) -> str:
    return str(dict(settings.LANGUAGES).get(code, code))


#: By name: how an answer that is not made of words reads.
IN_WORDS: Mapping[str, Callable[[str], str]] = {
    "day": day_in_words,
    "language": language_in_words,
}


def differences(
    named: Mapping[str, Any],
    stored: Mapping[str, Any],
    typed: Mapping[str, Any],
    in_words: Mapping[str, Callable[[str], str]] = IN_WORDS,
) -> list[Difference]:
    """The answers that differ, in the order of their labels `named`."""
    found = []
    for name, label in named.items():
        ours, theirs = _plain(stored.get(name)), _plain(typed.get(name))
        if ours == theirs:
            continue
        if name in in_words:
            one, other = (_whole(in_words[name], each) for each in (ours, theirs))
        else:
            one, other = compare(ours, theirs)
        found.append(Difference(name, label, one, other, name in in_words))
    return found


def chosen(typed: Any, stored: Mapping[str, str]) -> Any:
    """A form's data in which each field that was answered with "what is stored" holds that."""
    data = typed.copy()
    for name, words in stored.items():
        if data.get(f"pick_{name}") == "stored":
            data[name] = words
    return data


def typed_again(form: Any) -> Any:
    """The data of a form, to be shown once more with the state of what is stored now."""
    return form.data.copy()


def compare(stored: str, typed: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces, word by word."""
    one, other = _PIECES.findall(stored), _PIECES.findall(typed)
    left: list[Piece] = []
    right: list[Piece] = []
    # A word stays the same when more is written after it; spaces count where nothing else differs.
    words, others = [each.rstrip() for each in one], [each.rstrip() for each in other]
    if words == others:
        words, others = one, other
    matcher = SequenceMatcher(None, words, others, autojunk=_alike(words, others) > MOST_ALIKE)
    for kind, a, b, c, d in matcher.get_opcodes():
        same = kind == "equal"
        if a < b:
            left.append(Piece("".join(one[a:b]), not same))
        if c < d:
            right.append(Piece("".join(other[c:d]), not same))
    return left, right


def _alike(one: list[str], other: list[str]) -> int:
    """How many pairs of equal words there are, one from each text: what comparing costs."""
    there = Counter(other)
    return sum(number * there[word] for word, number in Counter(one).items())


def _plain(value: Any) -> str:
    """As a browser sends it back, whatever its line ends."""
    return str("" if value is None else value).replace("\r\n", "\n").strip()


def _whole(in_words: Callable[[str], str], text: str) -> list[Piece]:
    return [Piece(in_words(text), True)] if text else []


def _words(pieces: Iterable[Piece]) -> int:
    return sum(len(piece.text.split()) for piece in pieces if piece.only)
