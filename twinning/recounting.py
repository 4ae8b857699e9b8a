"""Whether what twinnings keep of their phases and partners is true."""

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
    rows = TwinningPage.objects
    wrong = len({*rows.miscounted().values_list("pk", flat=True), *rows.all().misplaced()})
    if not wrong:
        yield fine(_("Every twinning has its phases and partners counted right."))
        return
    seen = ngettext(
        "%(wrong)d twinning has its phases or partners counted wrong.",
        "%(wrong)d twinnings have their phases or partners counted wrong.",
        wrong,
    )
    yield fault(seen % {"wrong": wrong}, _("Run: tandem recount_twinnings"))
