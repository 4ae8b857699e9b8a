"""Words that stand beside the marks, and how the reader's language writes figures and stops."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from workspace.access.tiers import Tier

NO_BREAK = "\u00a0"
NARROW = "\u202f"

#: Word for a state: (class of the state, symbol, default word).
STATES: dict[str, tuple[str, str, Any]] = {
    "planned": ("planned", "s-planned", gettext_lazy("Planned")),
    "active": ("active", "s-active", gettext_lazy("Active")),
    "left": ("active", "s-left", gettext_lazy("One signature is missing")),
    "submitted": ("submitted", "s-submitted", gettext_lazy("Submitted")),
    "returned": ("returned", "s-returned", gettext_lazy("Returned")),
    "validated": ("validated", "s-validated", gettext_lazy("Validated")),
    "late": ("late", "s-late", gettext_lazy("Late")),
    "accepted": ("validated", "s-validated", gettext_lazy("Accepted")),
    "partly": ("active", "s-partly", gettext_lazy("Accepted in part")),
    "declined": ("returned", "s-declined", gettext_lazy("Declined")),
    "none": ("planned", "s-planned", gettext_lazy("No answer yet")),
    "overdue": ("late", "s-late", gettext_lazy("Overdue")),
}
KINDS: dict[str, Any] = {
    "innovation": gettext_lazy("Innovation"),
    "need": gettext_lazy("Need"),
    "limit": gettext_lazy("Limit"),
}
WRITTEN_IN: dict[str, Any] = {
    "fr": gettext_lazy("In French"),
    "en": gettext_lazy("In English"),
    "es": gettext_lazy("In Spanish"),
}


def file_size(octets: int | None) -> str:
    """The size of a file in the reader's units: 44032 gives "43 KB", in French "43 Ko"."""
    size = float(octets or 0)
    unit = "o" if get_language() == "fr" else "B"
    if size < 1000:
        return f"{int(size)}{NO_BREAK}{'octets' if unit == 'o' else 'bytes'}"
    for prefix in ("K", "M", "G"):
        size /= 1024
        if size < 999.5 or prefix == "G":
            break
    decimals = 1 if prefix != "K" and size < 10 else 0
    # Django cuts digits off instead of rounding.
    return f"{number_format(round(size, decimals), decimals)}{NO_BREAK}{prefix}{unit}"


def day(date: dt.date, *, year: bool = True) -> str:
    """A day in the reader's language: "14 March 2005", or without its year "14 March"."""
    # Translators: day, month and year, in Django's date format.
    whole = pgettext("date format", "j F Y")
    # Translators: day and month without the year, in Django's date format.
    shown = date_format(date, whole if year else pgettext("date format", "j F"))
    # French counts the first of a month, and only that one; Django has no format for it.
    return re.sub(r"^1 ", "1er ", shown) if get_language() == "fr" else shown


def french_spaces(text: str) -> str:
    """As French is set: no line begins with a stop or ends with «.

    Narrow no-break space before ; ! ? and inside « », also where none was typed; a wide one before
    a colon (Imprimerie nationale, Lexique des règles typographiques).
    """
    text = re.sub(r"«[ \u00a0\u202f]*", f"«{NARROW}", text)
    text = re.sub(r"[ \u00a0\u202f]*»", f"{NARROW}»", text)
    return re.sub(r" (?=:)", NO_BREAK, re.sub(r"[ \u00a0](?=[;?!])", NARROW, text))


def tier_now(obj: Any) -> Tier:
    """The level at which this protected object is seen now: a draft stays in its space."""
    tier = Tier(obj.tier)
    if obj.live or tier is Tier.NAMED:
        return tier
    return Tier.NETWORK if getattr(obj.space, "kind", "") == "network" else Tier.SPACE


def who_can_see(obj: Any) -> str:
    """One sentence: who sees this protected object now."""
    tier = Tier(obj.tier)
    if tier is Tier.NAMED:
        return tier.seen_by
    if getattr(obj.space, "kind", "") == "network":
        return _in_the_network(obj, tier)
    if not obj.live and getattr(obj, "desk_id", None):
        return _("Draft: members of %(space)s and the editors") % {"space": obj.space}
    if not obj.live:
        return _("Draft: only members of %(space)s") % {"space": obj.space}
    if tier is Tier.SPACE:
        return _("Members of %(space)s") % {"space": obj.space}
    return tier.seen_by


def _in_the_network(obj: Any, tier: Tier) -> str:
    """The space of the whole network is no small circle: its name would pass for one."""
    if not obj.live and getattr(obj, "desk_id", None):
        return _("Draft: members of the enrolled organisations, and the editors")
    if not obj.live:
        return _("Draft: members of the enrolled organisations")
    return (Tier.NETWORK if tier is Tier.SPACE else tier).seen_by
