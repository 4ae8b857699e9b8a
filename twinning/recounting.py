"""Whether the counts that twinnings keep of their phases are true."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twinning.models import TwinningPage
from workspace.registries import checkups
from workspace.registries.checkups import Finding, fault, fine


def register_checkups() -> None:
    checkups.register("twinning", check)


def check() -> Iterator[Finding]:
    wrong = TwinningPage.objects.miscounted().count()
    if not wrong:
        yield fine(_("Every twinning has its phases counted right."))
        return
    seen = ngettext(
        "%(wrong)d twinning has its phases counted wrong.",
        "%(wrong)d twinnings have their phases counted wrong.",
        wrong,
    )
    yield fault(seen % {"wrong": wrong}, _("Run: tandem recount_twinnings"))
