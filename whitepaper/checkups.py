"""What the PDFs need of an installation."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.pdfbase.ttfonts import TTFError

from whitepaper.pdf import faces
from workspace.registries import checkups
from workspace.registries.checkups import Finding, fault, fine


def register() -> None:
    checkups.register("typefaces", check)


def check() -> Iterator[Finding]:
    try:
        faces.register()
    except (OSError, TTFError) as error:
        yield fault(
            f"The typefaces cannot be read, no PDF can be made: {error}",
            "Bring them back with git checkout, and check who may read them.",
        )
        return
    yield fine("The typefaces of the PDFs can be read.")
