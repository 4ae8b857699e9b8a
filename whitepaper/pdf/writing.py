"""From the texts of an edition to paragraphs in the language of one document."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from whitepaper.pdf import labels, styles, typography
from whitepaper.pdf.faces import SANS, markup
from whitepaper.pdf.flow import Heading, Para
from workspace.languages.text import Passage, Text

_NOTE = f'<font name="{SANS}" size="7" color="{styles.web(styles.SOFT)}">'
_PETROL = styles.web(styles.PETROL)


class Writer:
    """Sets words in `language`; what exists only in another language is named as such."""

    def __init__(self, language: str, site: str) -> None:
        self.language = language
        self.site = site.rstrip("/")

    def word(self, name: str, **values: object) -> str:
        """A fixed word, as plain text."""
        return typography.tidy(labels.label(name, self.language, **values), self.language)

    def counted(self, name: str, amount: int) -> str:
        return labels.counted(name, amount, self.language)

    def plain(self, text: Text) -> str:
        """The best version of a text, as plain text."""
        words, language = text.best(self.language)
        return typography.tidy(words, language)

    def date(self, iso: str) -> str:
        return typography.long_date(iso, self.language)

    def number(self, value: int) -> str:
        return typography.number(value, self.language)

    def address(self, url: str) -> str:
        """The permanent address of what lies at `url`, e.g. https://site/fr/results/12/."""
        return f"{self.site}/{self.language}{url}"

    def note(self, language: str, face: str) -> str:
        """Markup that names a language which is not the document's, else nothing."""
        if language == self.language:
            return ""
        name = self.word(f"language.{language}").replace(" ", typography.NBSP)
        return f" {_NOTE}({markup(name, SANS)})</font>"

    def escaped(self, words: str, name: str) -> str:
        """Markup of plain words, for the face of the style `name`."""
        return markup(words, styles.face_of(name))

    def inline(self, text: Text, name: str) -> str:
        """Markup of the best version of a text, its language named if it is another one."""
        words, language = text.best(self.language)
        face = styles.face_of(name)
        return markup(typography.tidy(words, language), face) + self.note(language, face)

    def passage(self, words: Passage, name: str, lead: str = "") -> Para:
        """A paragraph in the language of the passage; `lead` is markup put before it."""
        face = styles.face_of(name)
        body = markup(typography.tidy(words.text, words.language), face)
        note = self.note(words.language, face) if words.text else ""
        return Para(lead + body + note, styles.style(name, words.language))

    def original(self, words: Passage, name: str) -> Para:
        """A paragraph whose language is named elsewhere."""
        body = markup(typography.tidy(words.text, words.language), styles.face_of(name))
        return Para(body, styles.style(name, words.language))

    def text(self, text: Text, name: str, lead: str = "") -> Para:
        return self.passage(text.best(self.language), name, lead)

    def texts(self, text: Text, name: str, first: str = "") -> list[Para]:
        """One paragraph for each of the text's own; the first may have a style of its own."""
        words, language = text.best(self.language)
        parts = typography.paragraphs(words)
        return [
            self.passage(Passage(part, language), first if first and place == 0 else name)
            for place, part in enumerate(parts)
        ]

    def heading(self, text: Text, name: str) -> Heading:
        words, language = text.best(self.language)
        face = styles.face_of(name)
        body = markup(typography.tidy(words, language), face) + self.note(language, face)
        return Heading(body, styles.style(name, language))

    def say(self, words: str, name: str) -> Para:
        """A paragraph of plain words in the document's language."""
        return Para(markup(words, styles.face_of(name)), styles.style(name, self.language))

    def title(self, words: str, name: str) -> Heading:
        return Heading(markup(words, styles.face_of(name)), styles.style(name, self.language))

    def marked(self, body: str, name: str) -> Para:
        """A paragraph of ready markup."""
        return Para(body, styles.style(name, self.language))

    def link(self, url: str, after: str = "", name: str = "tiny") -> Para:
        """The permanent address, underlined, leading there; `after` is plain text behind it."""
        address = self.address(url)
        face = styles.face_of(name)
        body = (
            f'<a href={quoteattr(address)} color="{_PETROL}"><u>{markup(address, face)}</u></a>'
        )
        return self.marked(body + (f"  {markup(after, face)}" if after else ""), name)


def inner_link(key: str, body: str) -> str:
    """Markup of a link to a place in the document."""
    return f'<a href="#{key}" color="{_PETROL}">{body}</a>'
