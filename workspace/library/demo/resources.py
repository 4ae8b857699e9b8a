"""Sixty resources of all tiers for the demonstration; documents come with a one-page file."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from workspace.access import grants
from workspace.access.models import Space
from workspace.access.services import network
from workspace.access.tiers import Tier
from workspace.library.models import Resource
from workspace.library.services import resource_add
from workspace.registries.demo import Step, register

DATA = Path(__file__).parent / "resources.json"
#: The newest was added so many days ago, the others one after the other before it, in an order
#: that mixes languages: the step has no common divisor with the number of rows.
_NEWEST, _EVERY, _STEP = 3, 11, 23
_MARK = {
    "fr": "Données de démonstration",
    "en": "Demonstration data",
    "es": "Datos de demostración",
}


def register_steps() -> None:
    register(Step(order=25, name="resources", build=build))


def build(today: dt.date) -> None:
    rows: list[dict[str, Any]] = json.loads(DATA.read_text(encoding="utf-8"))
    there = set(Resource.objects.values_list("key", flat=True))
    circles = _circles()
    for position, row in enumerate(rows):
        space = _space(row)
        if row["key"] in there or space is None:
            continue
        day = today - dt.timedelta(days=_NEWEST + _EVERY * (position * _STEP % len(rows)))
        resource = resource_add(
            words=_words(row, today), tier=row["tier"], space=space, added_on=day, file=_file(row)
        )
        if resource.tier == Tier.NAMED and circles:
            _name(resource, circles.pop(0))


def _space(row: dict[str, Any]) -> Space | None:
    """The space of the twinning that the row names; None while that twinning is not there."""
    if "twinning" not in row:
        return network()
    return Space.objects.filter(key=f"twinning-{row['twinning']}").first()


def _circles() -> list[Space]:
    """Two twinnings whose people are named for something; the next ones wait for names."""
    return list(Space.objects.filter(kind=Space.Kind.TWINNING).order_by("key")[:2])


def _name(resource: Resource, circle: Space) -> None:
    grants.assign(circle.group, resource)
    if resource.attachment:
        grants.assign(circle.group, resource.attachment)


def _words(row: dict[str, Any], today: dt.date) -> dict[str, Any]:
    return {
        "key": row["key"],
        "kind": row["kind"],
        "title": row["title"],
        "summary": row["summary"],
        "language": row["language"],
        "licence": row["licence"],
        "field": row["field"] or "",
        "authors": ", ".join(row["authors"]),
        "year": min(today.year, today.year - 2 + int(row["year"])),
        "url": row["url"] or "",
    }


def _file(row: dict[str, Any]) -> ContentFile[bytes] | None:
    if row["kind"] != Resource.Kind.DOCUMENT or row["url"]:
        return None
    return ContentFile(sheet(row), name=f"{row['key']}.pdf")


def sheet(row: dict[str, Any]) -> bytes:
    """One A4 page with the title and the summary; the same bytes each time."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, lang=row["language"])
    canvas.setTitle(row["title"])
    canvas.setAuthor(", ".join(row["authors"]))
    top = A4[1] - 40 * mm
    for words, font, size in (
        (row["title"], "Times-Bold", 22),
        (", ".join(row["authors"]), "Helvetica", 11),
        (row["summary"], "Times-Roman", 13),
        (f"{_MARK[row['language']]}. {row['licence']}", "Helvetica", 9),
    ):
        for line in simpleSplit(words, font, size, A4[0] - 60 * mm):
            canvas.setFont(font, size)
            canvas.drawString(30 * mm, top, line)
            top -= size * 1.4
        top -= 6 * mm
    canvas.showPage()
    canvas.save()
    return out.getvalue()
