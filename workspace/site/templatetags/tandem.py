"""The visual language in templates: marks with their words, halves, languages, form fields."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.template.context import Context
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from workspace.access.tiers import Tier
from workspace.languages.templatetags.languages import passage as passage_of
from workspace.languages.text import Passage, Text
from workspace.registries.panels import Built
from workspace.site import halves as geometry
from workspace.site import navigation, ornaments, words
from workspace.site.fields import described
from workspace.site.marks import SYMBOLS
from workspace.site.whole import keep_whole

register = template.Library()
_USED = "tandem_symbols"
_NOTHING = mark_safe("")


def _used(context: Context) -> set[str]:
    # The bottom of the stack is shared by a page and everything that it includes.
    bottom: dict[Any, Any] = context.render_context.dicts[0]
    return bottom.setdefault(_USED, set())


#: The markup of each mark: the same for every reader, written hundreds of times in one table.
_MARKS = {
    symbol: format_html('<svg class="td-i" aria-hidden="true"><use href="#{}"/></svg>', symbol)
    for symbol in SYMBOLS
}


def _svg(context: Context, symbol: str) -> SafeString:
    if symbol not in _MARKS:
        raise template.TemplateSyntaxError(f"not a mark: {symbol}")
    _used(context).add(symbol)
    return _MARKS[symbol]


@register.simple_tag(takes_context=True)
def mark(context: Context, symbol: str) -> SafeString:
    """`{% mark "s-active" %}`: the shape alone; a word stands beside it."""
    return _svg(context, symbol)


@register.simple_tag(takes_context=True)
def sprite(context: Context) -> SafeString:
    """Once, at the end of a page: the symbols that the page used."""
    used = sorted(_used(context))
    if not used:
        return _NOTHING
    symbols = format_html_join(
        "",
        '<symbol id="{}" viewBox="0 0 16 16" fill="currentColor">{}</symbol>',
        ((name, mark_safe(SYMBOLS[name])) for name in used),
    )
    return format_html(
        '<svg width="0" height="0" aria-hidden="true" class="td-vh">{}</svg>', symbols
    )


@register.simple_tag(takes_context=True)
def tier(context: Context, value: str, space: Any = "") -> SafeString:
    """`{% tier obj.tier %}` or `{% tier obj.tier "This twinning" %}`: shape and word."""
    level = Tier(value)
    shape, shown = _svg(context, f"t-{level.value}"), conditional_escape(level.label)
    if space and level is Tier.SPACE:
        # One box, however its words are marked up later: the parts of this mark stand apart.
        shown = format_html("<span>{}</span>", space)
    return mark_safe(f'<span class="td-tier td-tier--{level.value}">{shape}{shown}</span>')


@register.simple_tag(takes_context=True)
def tier_now(context: Context, obj: Any, space: Any = "") -> SafeString:
    """`{% tier_now obj "This twinning" %}`: the level at which it is seen now, draft or not."""
    return tier(context, words.tier_now(obj), space)


@register.filter
def within(sentence: str) -> str:
    """A sentence ("Members of this space") as it stands inside another one."""
    return sentence[:1].lower() + sentence[1:]


@register.simple_tag(takes_context=True)
def state(context: Context, value: str, word: Any = "") -> SafeString:
    """`{% state "late" "21 days late" %}`; without a word, the usual one. See `words.STATES`."""
    css, symbol, usual = words.STATES[str(value)]
    shape, shown = _svg(context, symbol), conditional_escape(word or usual)
    return mark_safe(f'<span class="td-state td-state--{css}">{shape}{shown}</span>')


@register.simple_tag(takes_context=True)
def kind(context: Context, value: str) -> SafeString:
    """`{% kind "limit" %}`: innovation, need or limit."""
    return format_html(
        '<span class="td-kind td-kind--{}">{}{}</span>',
        value,
        _svg(context, f"k-{value}"),
        words.KINDS[str(value)],
    )


@register.simple_tag
def language_badge(value: str | Text | Passage) -> SafeString:
    """`{% language_badge "es" %}`: nothing when it is the language of the interface."""
    code = value if isinstance(value, str) else passage_of(value).language
    if not code or code == get_language():
        return _NOTHING
    return format_html('<span class="td-badge">{}</span>', words.WRITTEN_IN[code])


def _ink(letter: str) -> str:
    if letter not in ("a", "b", "c", "o"):
        raise template.TemplateSyntaxError(f"a half is a, b, c or o, not {letter!r}")
    return letter


@register.simple_tag
def halves(left: str = "a", right: str = "b", shift: float = 0) -> SafeString:
    """`{% halves "a" "o" 3 %}`: a petrol, b saffron, o missing; `shift` in units, 0 to 9."""
    return _halves(left, right, float(shift))


@lru_cache(maxsize=256)
def _halves(left: str, right: str, shift: float) -> SafeString:
    one, two = geometry.pair(shift)
    return format_html(
        '<svg class="td-halves" viewBox="0 0 32 32" aria-hidden="true">'
        '<path class="{}" d="{}"/><path class="{}" d="{}"/></svg>',
        _ink(left),
        one,
        _ink(right),
        two,
    )


@register.simple_tag
def half(which: str | int = "a") -> SafeString:
    """`{% half "a" %}` or `{% half forloop.counter0 %}`: the head of one partner.

    0 and 1 are the first and the second partner; further ones are outlined.
    """
    letter = ("a", "b")[which] if which in (0, 1) else "c" if isinstance(which, int) else which
    return format_html(
        '<svg class="td-halves" viewBox="0 0 16 32" aria-hidden="true">'
        '<path class="{}" d="{}"/></svg>',
        _ink(letter),
        geometry.alone(left=letter == "a"),
    )


@register.simple_tag
def shift(closed: int, phases: int) -> float:
    """`{% shift 4 6 as apart %}`: units between the halves, for `halves`."""
    return geometry.shift(closed, phases)


@register.simple_tag
def passage(value: Text | Passage, badge: bool = True) -> SafeString:
    """The words in the reader's language; in another one with `lang` and a badge."""
    found = _set(passage_of(value))
    if not found.text or found.language == get_language():
        return format_html("{}", found.text)
    return format_html(
        '<span lang="{}">{}</span>{}{}',
        found.language,
        found.text,
        " " if badge else "",
        language_badge(found.language) if badge else "",
    )


def _set(found: Passage) -> Passage:
    """With the spaces of its language, whichever were typed."""
    if found.language != "fr":
        return found
    return Passage(words.french_spaces(found.text), found.language)


@register.simple_tag
def passage_or_words(value: Any, badge: bool = True) -> SafeString:
    """For components: a `Text` or `Passage` as `passage` does, anything else as it is."""
    return passage(value, badge) if isinstance(value, Text | Passage) else format_html("{}", value)


@register.simple_tag
def language_badge_of(value: Any) -> SafeString:
    """For components: the badge of a `Text` or `Passage`, nothing for plain words."""
    return language_badge(value) if isinstance(value, Text | Passage) else _NOTHING


@register.simple_tag
def prose(value: Text | Passage, badge: bool = True) -> SafeString:
    """The same for several paragraphs, in a block of its own."""
    found = _set(passage_of(value))
    text = mark_safe(linebreaks(found.text, autoescape=True))
    if not found.text or found.language == get_language():
        return text
    note = format_html('<p class="td-small">{}</p>', language_badge(found.language))
    return format_html(
        '{}<div lang="{}">{}</div>', note if badge else _NOTHING, found.language, text
    )


@register.filter
@register.simple_tag
def filesize(octets: int | None) -> str:
    """`{% filesize n %}` or `{{ n|filesize }}`: "43 KB", in French "43 Ko"."""
    return words.file_size(octets)


@register.simple_tag
def on(date: dt.date | None, year: bool = True) -> SafeString:
    """`{% on obj.due_on %}`: "14 March 2005" in a time element, or without year."""
    if date is None:
        return _NOTHING
    date = _local(date)
    return format_html(
        '<time datetime="{}">{}</time>', date.strftime("%Y-%m-%d"), words.day(date, year=year)
    )


@register.filter
def day(date: dt.date | None) -> str:
    """`{{ obj.due_on|day }}`: "14 March 2005", for sentences."""
    return words.day(_local(date)) if date else ""


def _local(date: dt.date) -> dt.date:
    aware = isinstance(date, dt.datetime) and timezone.is_aware(date)
    return timezone.localtime(date) if aware else date  # type: ignore[arg-type]


@register.simple_tag
def who_can_see(obj: Any) -> str:
    """One sentence about a protected object: who sees it now."""
    return words.who_can_see(obj)


@register.inclusion_tag("components/field.html")
def field(
    bound: BoundField,
    rows: int | None = None,
    legend: str = "",
    label: Any = None,
    hint: Any = None,
) -> dict[str, Any]:
    """`{% field form.name %}`; `label` and `hint` replace the form's own words.

    `legend="l"` makes the legend of a group a heading of that size.
    """
    return {"field": described(bound, rows=rows, label=label, hint=hint), "legend": legend}


@register.simple_tag
def label(bound: BoundField, words: Any) -> str:
    """`{% label form.login _("E-mail address") %}`, above the form of somebody else's package: the
    summary of errors and the field then call it by the same name."""
    bound.label = words
    return ""


@register.filter
def foldable(text: Any) -> SafeString:
    """`{{ person.email|foldable }}`: on a narrow page an address may go on after its @."""
    return mark_safe(conditional_escape(text).replace("@", '@<wbr class="td-fold-at">'))


register.filter("whole_words", keep_whole)
register.simple_tag(ornaments.band, name="band")
register.simple_tag(ornaments.cover_pattern, name="cover_pattern")


@register.simple_tag(takes_context=True)
def panel(context: Context, built: Built) -> SafeString:
    """One panel of a page: sees its own context and the page's frame, nothing else."""
    found = context.template.engine.get_template(built.template)  # type: ignore[union-attr]
    frame = {name: context.get(name) for name in ("request", "user", "csrf_token")}
    return found.render(context.new({**frame, **built.context}))


@register.simple_tag
def foot_links() -> list[navigation.Link]:
    return navigation.foot_links()


@register.simple_tag
def address(name: str, *args: Any, **kwargs: Any) -> str:
    """`{% address "site:home" as url %}`: empty when there is no such page."""
    return navigation.address(name, *args, **kwargs)
