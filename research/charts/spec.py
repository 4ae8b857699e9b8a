"""What a chart says, independent of how it is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workspace.languages.text import Text

#: Drawing styles of the visual language: solid petrol, earlier wave (tint), second partner.
SERIES = ("a", "w1", "b")


@dataclass(frozen=True)
class Bar:
    """One bar. `share`, `low` and `high` are proportions 0..1 (95 % interval).

    `hidden` bars hold fewer answers than may be shown, or nearly all: no count, share or interval.
    `note` is what stands in such a bar; without it, that it is hidden.
    """

    label: Text
    count: int | None = None
    share: float | None = None
    low: float | None = None
    high: float | None = None
    series: str = "a"
    hidden: bool = False
    note: Text = field(default_factory=Text)

    def as_dict(self) -> dict[str, Any]:
        """JSON types. No note, no key: what was frozen before there were notes stays the same."""
        said = {**vars(self), "label": self.label.as_dict(), "note": self.note.as_dict()}
        return {name: value for name, value in said.items() if name != "note" or self.note}

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Bar:
        texts = {"label": Text.of(value["label"]), "note": Text.of(value.get("note"))}
        return cls(**{**value, **texts})


@dataclass(frozen=True)
class Chart:
    """A bar chart. `title` is the finding, `base` the number of answers the shares are of."""

    title: Text
    bars: tuple[Bar, ...]
    base: int
    source: Text = field(default_factory=Text)

    def as_dict(self) -> dict[str, Any]:
        return {
            "title": self.title.as_dict(),
            "base": self.base,
            "source": self.source.as_dict(),
            "bars": [bar.as_dict() for bar in self.bars],
        }

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Chart:
        return cls(
            title=Text.of(value["title"]),
            base=int(value["base"]),
            source=Text.of(value.get("source")),
            bars=tuple(Bar.of(bar) for bar in value["bars"]),
        )
