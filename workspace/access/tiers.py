"""The four confidentiality tiers, from open to closed."""

from collections.abc import Callable

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tier(models.TextChoices):
    """One named level on every protected object. Order matters: see `rank`."""

    PUBLIC = "public", _("Public")
    NETWORK = "network", _("Network")
    SPACE = "space", _("Space")
    NAMED = "named", _("Named")

    @property
    def rank(self) -> int:
        """0 for public to 3 for named: the higher, the fewer people see it."""
        return list(type(self)).index(self)

    @property
    def seen_by(self) -> str:
        return str(_SEEN_BY[self.value])

    @property
    def in_words(self) -> str:
        """As every form offers it: the level, then who sees it."""
        return f"{self.label} – {self.seen_by}"


_SEEN_BY = {
    "public": _("Everyone, without an account"),
    "network": _("Members of the enrolled organisations"),
    "space": _("Members of this space"),
    "named": _("People named one by one"),
}


def strictest(tiers: "list[Tier] | tuple[Tier, ...]") -> Tier:
    """The tier that the fewest people reach; public when there is none."""
    return max((Tier(tier) for tier in tiers), key=lambda tier: tier.rank, default=Tier.PUBLIC)


#: Levels that need no names; people are named one by one once the thing is there.
UNNAMED = (Tier.PUBLIC, Tier.NETWORK, Tier.SPACE)
#: What is made for everybody is never closer than the network.
OPEN = (Tier.PUBLIC, Tier.NETWORK)


def offered(*tiers: Tier) -> Callable[[], list[tuple[str, str]]]:
    """Choices of a form: called when one is shown, in the language of its reader."""
    return lambda: [(tier.value, tier.in_words) for tier in tiers]
