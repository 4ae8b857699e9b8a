"""Pictures as they are kept: turned upright, without the camera's notes on place and person."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from workspace.library.notes import without_notes

MAX_PIXELS = 40_000_000
#: A JPEG that is larger and lies on its side is kept at half its width and height: decoding and
#: turning all of it would take more memory than a small server has.
TURNED_WHOLE = 16_000_000
_FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP", "gif": "GIF"}
#: Telephones that take two pictures at once write this kind of JPEG.
_ALSO = {"MPO": "JPEG"}
_ORIENTATION = 0x0112
#: For pictures written anew; the quick ways, since people wait.
_QUALITY: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 90},
    "WEBP": {"quality": 85, "method": 1},
    "PNG": {"compress_level": 3},
}
#: What a picture needs to look as it did; everything else is dropped.
_KEPT = ("icc_profile", "transparency", "duration", "loop", "background", "disposal")
_BROKEN = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
)


def upright(file: Any) -> ContentFile[bytes]:
    """A clean copy of the same name and format; refusals as for `opened`.

    Only pictures that lie on their side, and GIFs, are written anew.
    """
    with opened(file) as image:
        wanted = _wanted(file)
        if wanted == "GIF" or _turned(image):
            clean = _clean(image, wanted)
        else:
            file.seek(0)
            clean = without_notes(file.read(), wanted)
        return ContentFile(clean, name=PurePath(str(file.name)).name)


def _turned(image: Image.Image) -> bool:
    if image.format == "PNG" and "exif" not in image.info:
        return False  # to look further, Pillow would decode the whole picture
    return bool(image.getexif().get(_ORIENTATION, 1) != 1)


def _wanted(file: Any) -> str:
    return _FORMATS.get(PurePath(str(file.name)).suffix.lower().lstrip("."), "")


@contextmanager
def opened(file: Any) -> Iterator[Image.Image]:
    """The picture, not decoded yet.

    Raises a ValidationError for more than 40 megapixels (all frames together, read from the
    header before anything is decoded), for a damaged picture, and for one of another format
    than its name says.
    """
    file.seek(0)
    wanted = _wanted(file)
    try:
        with Image.open(file, formats=[wanted, "MPO"] if wanted == "JPEG" else [wanted]) as image:
            _check_pixels(image)
            yield image
    except _BROKEN:
        raise ValidationError(
            _("This picture is damaged and cannot be opened. Save it again, then try again."),
            code="damaged",
        ) from None
    finally:
        file.seek(0)


def _check_pixels(image: Image.Image) -> None:
    width, height = image.size
    frames = getattr(image, "n_frames", 1) if image.format not in _ALSO else 1
    if width * height * frames > MAX_PIXELS:
        raise ValidationError(
            _("This picture has %(size)d megapixels. The limit is %(limit)d."),
            code="pixels",
            params={"size": width * height * frames // 10**6, "limit": MAX_PIXELS // 10**6},
        )


def _clean(image: Image.Image, wanted: str) -> bytes:
    out = io.BytesIO()
    options: dict[str, Any]
    width, height = image.size
    if image.format in ("JPEG", *_ALSO) and width * height > TURNED_WHOLE:
        image.draft(None, (width // 2, height // 2))
    kept: dict[Any, Any] = {key: image.info[key] for key in _KEPT if key in image.info}
    if getattr(image, "n_frames", 1) > 1 and image.format not in _ALSO:
        options = {"save_all": True, **{k: v for k, v in kept.items() if k in ("duration", "loop")}}
    else:
        image = ImageOps.exif_transpose(image)
        options = _QUALITY.get(wanted, {})
    # Writers copy what they find here: notes, comments, small previews, the place.
    image.info = kept
    if "icc_profile" in kept:
        options["icc_profile"] = kept["icc_profile"]
    image.save(out, wanted, **options)
    return out.getvalue()
