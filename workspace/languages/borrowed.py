"""Words of libraries that readers meet. Named here, they are translated in our catalogues, which
come before those of any package."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

BORROWED = (
    # Of Django, for every empty field; another package calls it "Champ requis".
    _("This field is required."),
)
