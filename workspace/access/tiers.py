"""The four confidentiality tiers, from open to closed."""

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


_SEEN_BY = {
    "public": _("Everyone, without an account"),
    "network": _("Members of the enrolled organisations"),
    "space": _("Members of this space"),
    "named": _("People named one by one"),
}


def strictest(tiers: "list[Tier] | tuple[Tier, ...]") -> Tier:
    """The tier that the fewest people reach; public when there is none."""
    return max((Tier(tier) for tier in tiers), key=lambda tier: tier.rank, default=Tier.PUBLIC)
