"""Markup that one page repeats by the hundred. Made in Python: in a template each cell would cost
as much as a sentence elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.forms import BoundField
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from workspace.languages.templatetags.languages import words
from workspace.site.templatetags.tandem import halves, state

register = template.Library()
_DRAWN = "tandem_state_cells"


@register.simple_tag(takes_context=True)
def state_cells(context: Context, steps: Iterable[Any]) -> SafeString:
    """A table cell for each step (`number`, `state`, `word`), as `{% state %}` draws it."""
    # The bottom of the stack is shared by the page and what it includes, as for its marks.
    page: dict[Any, Any] = context.render_context.dicts[0]
    drawn: dict[tuple[str, str], str] = page.setdefault(_DRAWN, {})
    cells = []
    for step in steps:
        what = step.state, step.word
        if what not in drawn:
            drawn[what] = state(context, *what)
        cells.append(f'<td data-l="{int(step.number)}">{drawn[what]}</td>')
    return mark_safe("".join(cells))


@register.simple_tag(takes_context=True)
def step_items(context: Context, steps: Iterable[Any], now: Any) -> SafeString:
    """A list item for each step (`twinning.progress.Step`), the one of `now` marked."""
    return mark_safe("\n".join(_step(context, step, step is now) for step in steps))


def _step(context: Context, step: Any, current: bool) -> str:
    name = conditional_escape(words(step.template.short))
    link = f'<a href="{conditional_escape(step.url)}">{name}</a>' if step.url else name
    closed = step.state == "validated" and not step.url
    note = f"<br>{conditional_escape(gettext('Not open to you'))}" if closed else ""
    here = ' aria-current="step"' if current else ""
    drawn = halves(step.halves.left, step.halves.right, step.halves.shift)
    return (
        f"<li{here}>{drawn}<div><b>{int(step.number)}. {link}</b></div>"
        f'<div class="td-xs">{state(context, step.state, step.word)}<br>'
        f"{conditional_escape(step.detail)}{note}</div></li>"
    )


@register.simple_tag
def pair_items(pairs: Iterable[Mapping[str, Any]]) -> SafeString:
    """A list item for each pair; see `components/field_of_pairs.html`."""
    return mark_safe("".join(map(_pair, pairs)))


def _pair(pair: Mapping[str, Any]) -> str:
    label = conditional_escape(pair["label"])
    if not pair.get("url"):
        missing = halves(pair.get("left", "o"), pair.get("right", "o"), pair.get("shift", 9))
        return f'<li>{missing}<span class="td-vh">{label}</span></li>'
    drawn = halves(pair.get("left", "a"), pair.get("right", "b"), pair.get("shift", 0))
    url = conditional_escape(pair["url"])
    return f'<li><a href="{url}" title="{label}">{drawn}</a></li>'


@register.simple_tag
def options_of(bound: BoundField) -> SafeString:
    """The options of a choice field, the chosen one selected."""
    chosen = str(bound.value() or "")
    choices = ((str(code), words) for code, words in bound.field.choices)  # type: ignore[attr-defined]
    return mark_safe("".join(_option(code, words, code == chosen) for code, words in choices))


def _option(code: str, words: Any, chosen: bool) -> str:
    selected = " selected" if chosen else ""
    value, shown = conditional_escape(code), conditional_escape(words)
    return f'<option value="{value}"{selected}>{shown}</option>'


@register.simple_tag
def link_items(things: Iterable[Any]) -> SafeString:
    """A list item for each thing that has `towns` and an address."""
    return mark_safe("".join(map(_link, things)))


def _link(thing: Any) -> str:
    url, words = conditional_escape(thing.get_absolute_url()), conditional_escape(thing.towns)
    return f'<li><a class="td-go" href="{url}">{words}</a></li>'
