"""The sample in each language, built and read once for all tests."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO

from pypdf import PdfReader

from tests.whitepaper import sample
from whitepaper.content import Edition
from whitepaper.pdf import build


@cache
def data(language: str) -> bytes:
    return build(sample.edition(), language)


@cache
def reader(language: str) -> PdfReader:
    return PdfReader(BytesIO(data(language)))


@cache
def pages(language: str) -> tuple[str, ...]:
    """Text of each page, squeezed."""
    return tuple(squeezed(page.extract_text()) for page in reader(language).pages)


def built(edition: Edition, language: str) -> PdfReader:
    return PdfReader(BytesIO(build(edition, language)))


def squeezed(text: str) -> str:
    """Text without the spaces, line breaks and hyphens that setting it in lines adds."""
    return re.sub(r"[\s\u00a0-]+", "", text)


def outside_links(document: PdfReader) -> set[str]:
    found = set()
    for page in document.pages:
        for reference in page.get("/Annots", []):
            action = reference.get_object().get("/A")
            if action and action.get("/S") == "/URI":
                found.add(str(action["/URI"]))
    return found
