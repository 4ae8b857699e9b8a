"""What search engines and messengers are told of a page: only of those that everybody may read."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_META = '<meta property="og:{}" content="{}">\n'


@register.simple_tag(takes_context=True)
def shared(context: Context) -> SafeString:
    """The page in the other languages, and its title and summary for a preview elsewhere.

    Nothing for somebody who is logged in, and nothing where the page asks robots to stay out:
    what remains is what a visitor sees, and that is public.
    """
    request = context.get("request")
    user = context.get("user")
    if request is None or (user and user.is_authenticated) or _block(context, "robots"):
        return mark_safe("")
    tongues: list[dict[str, Any]] = context.get("tongues") or []
    here = next((each for each in tongues if each["here"]), None)
    absolute = request.build_absolute_uri
    others = format_html_join(
        "",
        '<link rel="alternate" hreflang="{}" href="{}">\n',
        ((each["code"], absolute(each["url"])) for each in tongues),
    )
    card = {
        "site_name": "Tandem",
        "type": "website",
        "title": _block(context, "title"),
        "description": _block(context, "description"),
        "url": absolute(here["url"] if here else request.path),
        "locale": here["code"] if here else "",
        "image": absolute(static("tandem/share.png")),
    }
    # Blocks are escaped already.
    meta = format_html_join("", _META, ((name, mark_safe(words)) for name, words in card.items()))
    return format_html("{}{}", others, meta)


def _block(context: Context, name: str) -> str:
    """What a block of this page says; Django prints a block once only by itself."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    node = blocks.get_block(name) if blocks else None
    return str(node.render(context)).strip() if node else ""
