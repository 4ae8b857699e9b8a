"""Everything an edition says, frozen: plain dataclasses, their JSON and its SHA-256.

The PDF, the web page of an edition and later comparisons read only this, never the database,
so that an edition says for ever what it said on the day it was compiled. No Django here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from research.charts.spec import Chart
from workspace.languages.text import Passage, Text

FORMAT = 1


@dataclass(frozen=True)
class Source:
    """One piece of evidence under a finding.

    `kind` is "account" (what a partner wrote on a phase), "post" (of a journal) or "result" (a
    frozen survey result).
    `url` is the permanent address without language prefix, e.g. "/results/12/".
    `digest` is the SHA-256 of the evidence as it was cited.
    """

    kind: str
    label: Text
    url: str
    digest: str
    quote: Passage | None = None
    author: str = ""
    chart: Chart | None = None


@dataclass(frozen=True)
class Finding:
    """`kind` is innovation, need or limit."""

    number: int
    kind: str
    title: Text
    statement: Text
    url: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Recommendation:
    """`level` is local, regional, national or international; `deadline` an ISO date."""

    number: int
    title: Text
    ask: Text
    rationale: Text
    addressee: Text
    level: str
    deadline: str
    url: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Edition:
    """A frozen edition. `tier` is public or network; `date` the ISO date it was compiled.

    `site` is the origin the addresses belong to, e.g. "https://tandem.example".
    `summary` holds paragraphs separated by a blank line. `demo` marks demonstration data.
    """

    number: int
    date: str
    tier: str
    programme: Text
    title: Text
    promise: Text
    summary: Text
    method: Text
    organisations: int
    countries: int
    twinnings: int
    publishers: tuple[str, ...]
    licence: str
    site: str
    url: str
    recommendations: tuple[Recommendation, ...]
    demo: bool = False


def as_dict(value: Any) -> Any:
    """Dataclasses to JSON types, field by field, in the order in which they are declared."""
    if isinstance(value, (Text, Chart)):
        return value.as_dict()
    if isinstance(value, Passage):
        return {"text": value.text, "language": value.language}
    if isinstance(value, tuple):
        return [as_dict(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: as_dict(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def to_json(edition: Edition) -> str:
    """Canonical JSON: sorted keys, no spaces, so that equal content has equal bytes."""
    document = {"format": FORMAT, "edition": as_dict(edition)}
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(edition: Edition) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(to_json(edition).encode()).hexdigest()


def from_json(document: str) -> Edition:
    """The edition that `to_json` wrote. A document of another format raises ValueError."""
    data = json.loads(document)
    if data.get("format") != FORMAT:
        raise ValueError(f"edition format {data.get('format')!r}, expected {FORMAT}")
    return _edition(data["edition"])


def _texts(data: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {**data, **{name: Text.of(data[name]) for name in names}}


def _source(data: Mapping[str, Any]) -> Source:
    fields = _texts(data, "label")
    fields["quote"] = Passage(**data["quote"]) if data["quote"] else None
    fields["chart"] = Chart.of(data["chart"]) if data["chart"] else None
    return Source(**fields)


def _finding(data: Mapping[str, Any]) -> Finding:
    fields = _texts(data, "title", "statement")
    fields["sources"] = tuple(map(_source, data["sources"]))
    return Finding(**fields)


def _recommendation(data: Mapping[str, Any]) -> Recommendation:
    fields = _texts(data, "title", "ask", "rationale", "addressee")
    fields["findings"] = tuple(map(_finding, data["findings"]))
    return Recommendation(**fields)


def _edition(data: Mapping[str, Any]) -> Edition:
    fields = _texts(data, "programme", "title", "promise", "summary", "method")
    fields["publishers"] = tuple(data["publishers"])
    fields["recommendations"] = tuple(map(_recommendation, data["recommendations"]))
    return Edition(**fields)
