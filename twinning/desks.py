"""Which editors answer for a space: those of the programme of its twinning, else of the newest."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from twinning.models import ProgrammePage, TwinningPage
from workspace.registries import desks


def register_sources() -> None:
    desks.register("twinning.programmes", editorial_spaces)


def editorial_spaces(space_id: int) -> Iterable[int]:
    of_space = TwinningPage.objects.filter(programme=OuterRef("pk"), space=space_id)
    programmes = ProgrammePage.objects.live().annotate(own=Exists(of_space))
    return programmes.order_by("-own", "-starts_on", "pk").values_list(
        "editorial_space_id", flat=True
    )
