"""Pictures of the demonstration, drawn by code once and kept."""

from __future__ import annotations

import io
import zlib
from typing import Any

from django.core.files.images import ImageFile

from workspace.library.drawings import draw
from workspace.library.models import Picture


def picture(*, motif: str, key: str, alt: str, tier: str, space: Any) -> Picture:
    """The picture of that key, drawn and stored unless it is there."""
    title = f"{key}-{motif}"
    known = Picture.objects.filter(title=title, space=space).first()
    if known:
        return known
    data = io.BytesIO()
    draw(motif, zlib.crc32(key.encode())).save(data, "PNG", optimize=True)
    file = ImageFile(data, name=f"{title}.png")
    return Picture.objects.create(title=title, file=file, alt=alt[:250], tier=tier, space=space)
