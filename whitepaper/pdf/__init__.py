"""The white paper as a PDF: frozen content in, bytes out. No Django, no database."""

from whitepaper.pdf.building import build, missing_glyphs
from whitepaper.pdf.faces import MissingGlyph

__all__ = ["MissingGlyph", "build", "missing_glyphs"]
