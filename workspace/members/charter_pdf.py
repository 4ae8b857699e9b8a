"""The copy of a signed charter on paper: its words, who signed, when, and the fingerprint."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from django.utils.translation import override
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, HRFlowable, KeepTogether, Paragraph, SimpleDocTemplate

from workspace.site import words

FONTS = Path(__file__).parents[1] / "site" / "fonts"
FACES = {
    "Charter-Serif": "SourceSerif4-Regular.ttf",
    "Charter-Title": "SourceSerif4-SemiBold.ttf",
    "Charter-Sans": "Inter-Regular.ttf",
    "Charter-Bold": "Inter-SemiBold.ttf",
}
_INK, _SOFT, _PETROL = HexColor("#13241d"), HexColor("#4b5a53"), HexColor("#0b5260")

TITLE = ParagraphStyle("title", fontName="Charter-Title", fontSize=22, leading=26, textColor=_INK)
META = ParagraphStyle("meta", fontName="Charter-Sans", fontSize=9, leading=13, textColor=_SOFT)
HEAD = ParagraphStyle(
    "head", fontName="Charter-Title", fontSize=12, leading=15, spaceBefore=9, textColor=_INK
)
TEXT = ParagraphStyle(
    "text", fontName="Charter-Serif", fontSize=10.5, leading=15, spaceAfter=4, textColor=_INK
)
WHO = ParagraphStyle("who", fontName="Charter-Bold", fontSize=10.5, leading=16, textColor=_INK)


@dataclass(frozen=True)
class Copy:
    """What stands in it. `paragraphs` are (heading or "", words)."""

    number: int
    in_force_from: dt.date
    paragraphs: tuple[tuple[str, str], ...]
    organisation: str
    place: str
    name: str
    signed_at: dt.datetime
    digest: str
    language: str


def build(copy: Copy) -> bytes:
    """One A4 document in the language that was signed; the same copy gives the same bytes."""
    _register()
    out = io.BytesIO()
    with override(copy.language):
        title = _("Charter, version %(number)d") % {"number": copy.number}
        document = SimpleDocTemplate(
            out,
            pagesize=A4,
            leftMargin=28 * mm,
            rightMargin=28 * mm,
            topMargin=24 * mm,
            bottomMargin=22 * mm,
            title=f"{title} – {copy.organisation}",
            author="Tandem",
            lang=copy.language,
            invariant=1,
        )
        document.build([*_text(copy, title), _signature(copy)])
    return out.getvalue()


def _text(copy: Copy, title: str) -> list[Flowable]:
    since = _("In force from %(day)s") % {"day": words.day(copy.in_force_from)}
    flow: list[Flowable] = [
        Paragraph(escape(title), TITLE),
        Paragraph(escape(since), META),
        _rule(),
    ]
    for heading, said in copy.paragraphs:
        parts: list[Flowable] = [Paragraph(escape(heading), HEAD)] if heading else []
        flow.append(KeepTogether([*parts, Paragraph(escape(said), TEXT)]))
    return flow


def _signature(copy: Copy) -> Flowable:
    signed = _("Signed by %(name)s for %(organisation)s, %(place)s") % {
        "name": copy.name,
        "organisation": copy.organisation,
        "place": copy.place,
    }
    moment = _("On %(day)s at %(time)s (UTC)") % {
        "day": words.day(copy.signed_at),
        "time": copy.signed_at.strftime("%H:%M"),
    }
    print_ = _("Fingerprint of the text (SHA-256):")
    lines = [Paragraph(escape(line), META) for line in (moment, print_, copy.digest)]
    return KeepTogether([_rule(), Paragraph(escape(signed), WHO), *lines])


def _rule() -> Flowable:
    return HRFlowable(width="100%", thickness=1, color=_PETROL, spaceBefore=6, spaceAfter=6)


@cache
def _register() -> None:
    for name, file in FACES.items():
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))
