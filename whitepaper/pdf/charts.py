"""A bar chart as it is on the web: label above its bar, value at its end, interval beneath."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from research.charts.spec import Bar, Chart
from whitepaper.pdf import styles
from whitepaper.pdf.faces import SANS, SANS_BOLD, SANS_ITALIC
from whitepaper.pdf.flow import Para
from whitepaper.pdf.typography import NBSP, interval
from whitepaper.pdf.writing import Writer
from workspace.languages.numbers import percent

#: Part of the width that stands for 100 %; the rest is for the value at the end of a full bar.
SPAN = 0.82
BAR = 9.0
BRACKET = 5.5
BETWEEN = 5.5
AXIS = 17.5
#: Most bars that are drawn in one piece; more go on in a second chart under the same title.
MOST = 14


@dataclass(frozen=True)
class _Line:
    """A bar with its label set and its height measured."""

    bar: Bar
    label: Para | None
    height: float


class BarChart(Flowable):
    """Title, bars, axis, number of answers and method in one piece that no page break cuts."""

    def __init__(self, chart: Chart, writer: Writer) -> None:
        super().__init__()
        self.chart, self.writer = chart, writer
        self.title = writer.text(chart.title, "chart_title")
        self.note = writer.marked(_note(chart, writer), "soft")
        self.labels = [
            None if place and bar.label == chart.bars[place - 1].label
            else writer.text(bar.label, "small")
            for place, bar in enumerate(chart.bars)
        ]  # fmt: skip

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self.width = availWidth
        self.lines = []
        for place, bar in enumerate(self.chart.bars):
            words = self.labels[place]
            high = words.wrap(availWidth, availHeight)[1] + 1.5 if words else 0.0
            again = place + 1 < len(self.chart.bars) and self.labels[place + 1] is None
            gap = 2.0 if again else BETWEEN
            bracket = BRACKET if bar.low is not None else 0.0
            self.lines.append(_Line(bar, words, high + BAR + bracket + gap))
        head = self.title.wrap(availWidth, availHeight)[1] + 3.5
        foot = self.note.wrap(availWidth, availHeight)[1] + AXIS
        self.height = head + sum(line.height for line in self.lines) + foot
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        top = self.height - self.title.height
        self.title.drawOn(canvas, 0, top)
        top -= 3.5
        for line in self.lines:
            self._line(canvas, line, top)
            top -= line.height
        self._axis(canvas, top)
        self.note.drawOn(canvas, 0, 0)

    def _line(self, canvas: Canvas, line: _Line, top: float) -> None:
        if line.label is not None:
            top -= line.label.height
            line.label.drawOn(canvas, 0, top)
            top -= 1.5
        bar, foot = line.bar, top - BAR
        if bar.hidden:
            self._hidden(canvas, foot, bar)
            return
        full = self.width * SPAN
        end = full * min(max(bar.share or 0.0, 0.0), 1.0)
        self._bar(canvas, bar.series, end, foot)
        canvas.setFillColor(styles.INK)
        canvas.setFont(SANS_BOLD, 7.8)
        value = self._value(bar)
        canvas.drawString(end + 4, foot + 1.8, value)
        if bar.low is not None and bar.high is not None:
            self._bracket(canvas, full * bar.low, full * bar.high, foot - 3.2)
            canvas.setFillColor(styles.SOFT)
            canvas.setFont(SANS, 6.8)
            after = end + 8 + canvas.stringWidth(value, SANS_BOLD, 7.8)
            canvas.drawString(after, foot + 1.8, interval(bar.low, bar.high))

    def _value(self, bar: Bar) -> str:
        if bar.share is not None:
            return percent(bar.share, self.writer.language)
        return self.writer.number(bar.count or 0)

    def _bar(self, canvas: Canvas, series: str, end: float, foot: float) -> None:
        fills = {"a": styles.PETROL, "w1": styles.PETROL_TINT, "b": styles.SAFFRON}
        edges = {"a": styles.PETROL, "w1": styles.PETROL, "b": styles.SAFFRON_LINE}
        canvas.setFillColor(fills.get(series, styles.PETROL))
        canvas.setStrokeColor(edges.get(series, styles.PETROL))
        canvas.setLineWidth(0.6)
        canvas.rect(0.3, foot + 0.3, max(end - 0.6, 0.4), BAR - 0.6, stroke=1, fill=1)

    def _bracket(self, canvas: Canvas, low: float, high: float, y: float) -> None:
        canvas.setStrokeColor(styles.INK)
        canvas.setLineWidth(0.9)
        canvas.line(low, y, high, y)
        for end in (low, high):
            canvas.line(end, y - 1.8, end, y + 1.8)

    def _hidden(self, canvas: Canvas, foot: float, bar: Bar) -> None:
        canvas.setStrokeColor(styles.LINE_UI)
        canvas.setLineWidth(0.7)
        canvas.setDash([2.4, 1.8])
        canvas.rect(0.4, foot + 0.4, 16, BAR - 0.8, stroke=1, fill=0)
        canvas.setDash([])
        canvas.setFillColor(styles.SOFT)
        canvas.setFont(SANS_ITALIC, 7.8)
        words = bar.note[self.writer.language] or self.writer.word("hidden")
        canvas.drawString(21, foot + 1.8, words)

    def _axis(self, canvas: Canvas, y: float) -> None:
        full = self.width * SPAN
        canvas.setStrokeColor(styles.LINE_UI)
        canvas.setLineWidth(0.6)
        canvas.line(0, y, full, y)
        canvas.setFillColor(styles.SOFT)
        canvas.setFont(SANS, 6.8)
        for share, draw in (
            (0.0, canvas.drawString),
            (0.5, canvas.drawCentredString),
            (1.0, canvas.drawRightString),
        ):
            canvas.line(full * share, y, full * share, y - 2.4)
            draw(full * share, y - 9.6, percent(share, self.writer.language))


def _note(chart: Chart, writer: Writer) -> str:
    """Markup of the line under a chart: answers, who, and how the interval was computed."""
    source = writer.plain(chart.source).replace(NBSP, " ") if chart.source else ""
    parts = [writer.word("base", base=writer.number(chart.base))]
    if any(bar.low is not None for bar in chart.bars):
        parts.append(writer.word("interval"))
    # What the result says itself is not said twice.
    said = (parts[0] in source, "Wilson" in source)
    parts = [part for part, known in zip(parts, said, strict=False) if not known]
    body = "".join(f" {writer.escaped(part, 'soft')}." for part in parts)
    if source:
        body = f"{writer.inline(chart.source, 'soft')}.{body}".replace("..", ".")
    return body.strip()


def charts(chart: Chart, writer: Writer) -> list[BarChart]:
    """The chart, in as many pieces as its bars need."""
    pieces = [chart.bars[place : place + MOST] for place in range(0, len(chart.bars), MOST)]
    return [BarChart(replace(chart, bars=bars), writer) for bars in pieces or [()]]
