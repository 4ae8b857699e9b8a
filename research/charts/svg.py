"""Charts as inline SVG: x in percent, text in pixels, so that words keep their size on a phone.

No viewBox: the drawing stretches with its column and the stylesheet gives it its inks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from textwrap import wrap

from research.charts.spec import SERIES, Bar, Chart
from workspace.languages.numbers import percent, sign, whole
from workspace.languages.text import Text

#: Percent of the width that stands for a share of 100 %; the rest is for the last figure.
FULL = 84.0

#: Characters of a label on one line: across a page, and beside the line of a chain.
LINE, CHAIN_LINE = 34, 24

_HIDDEN = {"fr": "masqué", "en": "hidden", "es": "oculto"}
_THEN = {"fr": "puis", "en": "then", "es": "después"}
_AND = {"fr": "et", "en": "and", "es": "y"}

#: Pixels down the page: a line of the label, a bar, from one bar to the next of the same label.
_LABEL, _BAR, _STEP = 18, 16, 27

#: Room for names inside bars is judged on the narrowest phone, in bold 12 px letters
#: of the widest font that may stand in.
_NARROW, _LETTER = 288, 8.3

# What XML 1.0 cannot hold at all, escaped or not.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_Group = Sequence[Bar]


def render(
    chart: Chart, language: str, *, labels: Mapping[str, Text] | None = None, line: int = LINE
) -> str:
    """The chart in one of the three languages; "" when it has no bars.

    `labels` names the series, e.g. {"w1": Text(en="May 2004"), "a": Text(en="January 2005")};
    names are shown when there is more than one series. Bars that follow each other with the same
    label share it; it breaks after `line` characters. A word that is not written in `language`
    stands in the nearest language there is, marked with `lang`. The same chart gives the same
    bytes. Raises ValueError on a series without a drawing style and KeyError on another language.
    """
    groups = _groups(chart)
    if not groups:
        return ""
    names = _series_names(groups, labels or {})
    inside = _roomiest(groups, names, language)
    parts: list[str] = []
    y = 0
    if names and inside is None:
        parts += _legend(names, language)
        y = 20 * len(names) + 8
    for place, group in enumerate(groups):
        shown = names if place == inside else {}
        drawn, y = _group(group, y, language, shown, line)
        parts += drawn
    summary = _summary(groups, names, language)
    return (
        f'<svg height="{y + 20}" role="img" aria-label="{_safe(summary)}">'
        f"{_axis(y, language)}{''.join(parts)}</svg>"
    )


def _groups(chart: Chart) -> list[_Group]:
    unknown = {bar.series for bar in chart.bars} - set(SERIES)
    if unknown:
        raise ValueError(f"no drawing style for series: {', '.join(sorted(unknown))}")
    groups: list[list[Bar]] = []
    for bar in chart.bars:
        # A series that comes back starts the next answer, even under the same words.
        drawn = {other.series for other in groups[-1]} if groups else set()
        if not groups or groups[-1][0].label != bar.label or bar.series in drawn:
            groups.append([])
        groups[-1].append(bar)
    return list(groups)


def _series_names(groups: Sequence[_Group], labels: Mapping[str, Text]) -> dict[str, Text]:
    """Names in the order in which the series are drawn; none for a chart of one series."""
    drawn = list(dict.fromkeys(bar.series for group in groups for bar in group))
    if len(drawn) < 2:
        return {}
    return {series: labels[series] for series in drawn if labels.get(series)}


def _roomiest(groups: Sequence[_Group], names: Mapping[str, Text], language: str) -> int | None:
    """Place of the group with the longest bars, when every name fits inside its bar there."""

    def spare(group: _Group) -> float:
        bars = {bar.series: 0.0 if _unknown(bar) else bar.share or 0.0 for bar in group}
        return min(
            bars.get(series, 0.0) * FULL / 100 * _NARROW
            - 12
            - _LETTER * len(name.best(language)[0])
            for series, name in names.items()
        )

    if not names:
        return None
    best = max(range(len(groups)), key=lambda place: (spare(groups[place]), -place))
    return best if spare(groups[best]) >= 0 else None


def _group(
    group: _Group, y: int, language: str, names: Mapping[str, Text], line: int
) -> tuple[list[str], int]:
    """The drawing of one answer from `y` on, and where the next one begins."""
    words, lang = group[0].label.best(language)
    lines = _lines(words, line)
    parts = [
        f'<text{_lang(lang, language)} x="0" y="{y + 15 + _LABEL * number}">{_safe(part)}</text>'
        for number, part in enumerate(lines)
    ]
    top = y + 5 + _LABEL * len(lines)
    for number, bar in enumerate(group):
        parts += _bar(bar, top + _STEP * number, language, names.get(bar.series))
    return parts, top + _STEP * (len(group) - 1) + 36


def _lines(words: str, longest: int) -> list[str]:
    """As few lines as `longest` allows, about even: no word is left alone on the last one."""
    lines = wrap(words, longest, break_on_hyphens=False) or [""]
    for width in range(len(words) // len(lines) + 1, longest):
        found = wrap(words, width, break_on_hyphens=False, break_long_words=False)
        if len(found) == len(lines) and all(len(part) <= width for part in found):
            return found
    return lines


def _bar(bar: Bar, y: int, language: str, name: Text | None) -> Iterator[str]:
    if _unknown(bar):
        # It may be anywhere, so the dashes run over the whole axis.
        yield f'<rect class="none" x="0" y="{y + 0.5:g}" width="{FULL:.1f}%" height="15"/>'
        yield f'<text class="s" x="6" y="{y + 12.5:g}">{_safe(_instead(bar, language))}</text>'
        return
    share = bar.share or 0.0
    end = _x(share)
    yield f'<rect class="{bar.series}" x="0" y="{y}" width="{end}" height="{_BAR}"/>'
    if bar.low is not None and bar.high is not None:
        yield _bracket(_x(bar.low), _x(bar.high), y + 20)
    if name:
        words, lang = name.best(language)
        place = f'class="in-{bar.series}"{_lang(lang, language)} x="6" y="{y + 12.5:g}"'
        yield f"<text {place}>{_safe(words)}</text>"
    yield f'<text class="v" x="{end}" dx="8" y="{y + 13}">{percent(share, language)}</text>'


def _bracket(low: str, high: str, y: int) -> str:
    lines = ((low, high, y, y), (low, low, y - 3, y + 3), (high, high, y - 3, y + 3))
    drawn = (f'<line x1="{a}" x2="{b}" y1="{c}" y2="{d}"/>' for a, b, c, d in lines)
    return f'<g class="ci">{"".join(drawn)}</g>'


def _axis(y: int, language: str) -> str:
    marks = ((0, "start"), (50, "middle"), (100, "middle"))
    texts = (
        f'<text class="s" x="{share * FULL / 100:g}%" y="{y + 16}" text-anchor="{anchor}">'
        f"{share}{sign(language)}</text>"
        for share, anchor in marks
    )
    return f'<line class="axis" x1="0" x2="{FULL:g}%" y1="{y}" y2="{y}"/>{"".join(texts)}'


def _legend(names: Mapping[str, Text], language: str) -> Iterator[str]:
    for number, (series, name) in enumerate(names.items()):
        words, lang = name.best(language)
        y = 20 * number
        yield f'<rect class="{series}" x="1" y="{y + 3}" width="16" height="12"/>'
        yield f'<text class="s"{_lang(lang, language)} x="24" y="{y + 14}">{_safe(words)}</text>'


def _summary(groups: Sequence[_Group], names: Mapping[str, Text], language: str) -> str:
    """The figures in words, for those who hear the chart."""
    waves = any(bar.series == "w1" for group in groups for bar in group)
    link = f" {(_THEN if waves else _AND)[language]} "
    told = (
        f"{group[0].label.best(language).text} {_figures(group, language, link)}"
        for group in groups
    )
    figures = ", ".join(told)
    if not names:
        return figures
    return f"{link.join(name.best(language).text for name in names.values())}. {figures}"


def _figures(group: _Group, language: str, link: str) -> str:
    """One unit for all: "85 then 97 %"; but "hidden then 97 %", "85 % then hidden"."""
    said = [
        _instead(bar, language) if _unknown(bar) else percent(bar.share or 0.0, language)
        for bar in group
    ]
    if not any(_unknown(bar) for bar in group):
        said[:-1] = [str(whole(bar.share or 0.0)) for bar in group[:-1]]
    return link.join(said)


def _unknown(bar: Bar) -> bool:
    return bar.hidden or bar.share is None


def _instead(bar: Bar, language: str) -> str:
    """What stands where there is no figure. Notes are written in all three languages."""
    return bar.note[language] or _HIDDEN[language]


def _x(share: float) -> str:
    return f"{min(1.0, max(0.0, share)) * FULL:.1f}%"


def _lang(found: str, wanted: str) -> str:
    return "" if found == wanted else f' lang="{found}"'


def _safe(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text), quote=True)
