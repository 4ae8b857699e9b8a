"""Pictures as pages show them: small, and read in one query."""

from __future__ import annotations

from django.db.models import Prefetch, prefetch_related_objects

from workspace.library.models import Picture, Rendition

#: Width in pixels at most, and a quality at which a photograph of that width weighs 40-90 KB.
SMALL = "width-800|format-webp|webpquality-70"


def small_of(picture: Picture) -> Rendition | None:
    """The rendition shown in pages; None when the file itself is lost."""
    try:
        return picture.get_rendition(SMALL)  # type: ignore[no-any-return]
    except OSError:
        return None


def with_renditions(pictures: list[Picture]) -> None:
    """One query for the renditions of all of them, not one for each picture."""
    prefetch_related_objects(pictures, Prefetch("renditions", to_attr="prefetched_renditions"))
