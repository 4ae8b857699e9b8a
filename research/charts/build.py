"""From a published table to the chart of it: bars never know more than the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from research.charts.spec import Bar, Chart
from research.disclosure.protected import Protected, Row
from research.disclosure.suppression import NEARLY_ALL
from research.disclosure.words import NOTES, REFUSALS
from research.questionnaire.shape import CHOICE_TYPES
from workspace.languages.text import Text

_NEARLY_ALL = Text("presque toutes les réponses", "nearly all answers", "casi todas las respuestas")
_EARLIER = Text("vague précédente", "earlier wave", "ola anterior")
_COLON = Text("\u00a0:", ":", ":")


def chart(protected: Protected, *, title: Text, earlier: Protected | None = None) -> Chart:
    """Bars of the shares, longest first (steps, classes and periods keep their order).

    With `earlier`, the same question in an earlier wave, each answer has the bar of that wave
    ("w1") above its own ("a"). Classes of numbers and periods differ from wave to wave: there,
    and where the earlier table was refused, only the later one is drawn and the source says so.
    Raises ValueError when nothing of `protected` may be drawn (see `Protected.drawable`), or when
    `earlier` is another question.
    """
    if not protected.drawable or protected.base is None:
        raise ValueError(f"nothing to draw for question {protected.question}")
    if earlier and (earlier.question, earlier.kind) != (protected.question, protected.kind):
        raise ValueError(f"{earlier.question} cannot be compared with {protected.question}")
    compared = earlier if earlier and _comparable(earlier) else None
    bars = _bars(protected, compared)
    return Chart(title, tuple(bars), protected.base, _source(protected, earlier, compared))


def _comparable(earlier: Protected) -> bool:
    return earlier.kind in CHOICE_TYPES and not earlier.refused


def _bars(protected: Protected, compared: Protected | None) -> Iterator[Bar]:
    before = {row.code: row for row in compared.rows} if compared else {}
    rows = protected.rows
    for row in rows if protected.kind not in ("single", "multiple") else _longest_first(rows):
        if row.code in before:
            yield _bar(before[row.code], row.label, "w1")
        yield _bar(row, row.label, "a")
    now = {row.code for row in rows}
    for code, row in before.items():
        if code not in now:
            yield _bar(row, row.label, "w1")


def _longest_first(rows: Sequence[Row]) -> list[Row]:
    """Hidden rows stand where they tell nothing: last, or first when nearly all chose them."""

    def place(row: Row) -> tuple[bool, bool, float]:
        return (row.note != NEARLY_ALL, row.hidden, -(row.share or 0))

    return sorted(rows, key=place)


def _bar(row: Row, label: Text, series: str) -> Bar:
    # In the bar, not in the label: bars of one answer are one row, whatever each wave may show.
    note = _NEARLY_ALL if row.note == NEARLY_ALL else Text()
    return Bar(label, row.count, row.share, row.low, row.high, series, row.hidden, note)


def _source(protected: Protected, earlier: Protected | None, compared: Protected | None) -> Text:
    """The number of answers, the method, and what was merged or hidden, in each language."""
    notes = list(dict.fromkeys((*protected.notes, *(compared.notes if compared else ()))))
    sentences = []
    for language in ("fr", "en", "es"):
        count = f"n\u00a0=\u00a0{protected.base}"
        if compared:
            count += f" ({_EARLIER[language]}{_COLON[language]} n\u00a0=\u00a0{compared.base})"
        said = [f"{count}.", protected.method[language]]
        if earlier and earlier.refused:
            said.append(
                f"({_EARLIER[language].capitalize()}) {REFUSALS[earlier.refused][language]}"
            )
        sentences.append(" ".join([*said, *(NOTES[note][language] for note in notes)]))
    return Text(*sentences)
