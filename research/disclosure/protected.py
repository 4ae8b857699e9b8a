"""A result as it may be published, frozen: what findings cite and every figure is drawn from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workspace.languages.text import Text

#: Version of the rules that a snapshot was made under.
RULES = "1"

#: Digits kept of shares and bounds, so that a snapshot is the same on every machine.
DIGITS = 6


@dataclass(frozen=True)
class Row:
    """`share`, `low`, `high` are proportions 0..1 of the base. A hidden row has no figure.

    `note` of a hidden row is "", or for a multiple-response option "few" or "nearly_all".
    """

    code: str
    label: Text
    count: int | None = None
    share: float | None = None
    low: float | None = None
    high: float | None = None
    hidden: bool = False
    note: str = ""


@dataclass(frozen=True)
class Protected:
    """The public table of one question in one wave.

    `kind` is the question's type. A refused result (`refused` is a code of words.REFUSALS) holds
    no figure but `eligible`. `missing` gives every reason, None where it is hidden. `summary`
    holds, for numbers, median, lower_quartile, upper_quartile, mean, sd in `unit`; for scales
    median (of the codes), top and bottom (shares of the two end steps); a withheld figure is
    None. `notes` are codes of words.NOTES.
    """

    question: str
    kind: str
    label: Text
    method: Text
    eligible: int = 0
    base: int | None = None
    missing: Mapping[str, int | None] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    summary: Mapping[str, float | None] = field(default_factory=dict)
    unit: Text = field(default_factory=Text)
    refused: str = ""
    notes: tuple[str, ...] = ()
    rules: str = RULES

    @property
    def drawable(self) -> bool:
        """True when a chart has at least one figure to show."""
        return any(not row.hidden for row in self.rows)

    @property
    def adds_up(self) -> bool:
        """False where one respondent counts in several rows: shares do not sum to 100 %."""
        return self.kind != "multiple"

    def as_dict(self) -> dict[str, Any]:
        """JSON types, in a fixed order."""
        return {
            "question": self.question,
            "kind": self.kind,
            "label": self.label.as_dict(),
            "method": self.method.as_dict(),
            "eligible": self.eligible,
            "base": self.base,
            "missing": dict(self.missing),
            "rows": [{**vars(row), "label": row.label.as_dict()} for row in self.rows],
            "summary": dict(self.summary),
            "unit": self.unit.as_dict(),
            "refused": self.refused,
            "notes": list(self.notes),
            "rules": self.rules,
        }

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Protected:
        """The reverse of `as_dict`. Raises TypeError or KeyError on what is no snapshot."""
        texts = {key: Text.of(value[key]) for key in ("label", "method", "unit")}
        rows = tuple(Row(**{**row, "label": Text.of(row["label"])}) for row in value["rows"])
        return cls(**{**value, **texts, "rows": rows, "notes": tuple(value["notes"])})


def digest(protected: Protected) -> str:
    """SHA-256 of the snapshot's JSON, in hexadecimal: the same after storage in any database."""
    spelling = json.dumps(
        protected.as_dict(), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(spelling.encode()).hexdigest()
