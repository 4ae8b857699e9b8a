"""Files as people send them, honest and otherwise."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from django.core.files.base import ContentFile
from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PLACE = {1: "N", 2: (48.0, 51.0, 24.0), 3: "E", 4: (2.0, 21.0, 8.0)}


def file(name: str, content: bytes) -> ContentFile[bytes]:
    return ContentFile(content, name=name)


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#eda323").save(out, kind, **options)
    return out.getvalue()


def photograph() -> bytes:
    """Taken sideways, with the place, the camera and a comment."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Secretcamera"
    exif.get_ifd(0x8825).update(PLACE)
    return picture("JPEG", (60, 40), exif=exif, comment=b"Secretcomment")


def animated(kind: str = "GIF", frames: int = 3, size: tuple[int, int] = (20, 10)) -> bytes:
    out = io.BytesIO()
    pictures = [Image.new("RGB", size, (40 * number, 80, 90)) for number in range(frames)]
    pictures[0].save(out, kind, save_all=True, append_images=pictures[1:], duration=100)
    return out.getvalue()


def huge_png(width: int = 16000, height: int = 8000) -> bytes:
    """128 megapixels that weigh a few hundred bytes: only the header is true."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\0" * 100)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


def archive(entries: dict[str, bytes], *, mimetype: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        if mimetype:
            made.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name, content in entries.items():
            made.writestr(name, content)
    return out.getvalue()


def docx(extra: dict[str, bytes] | None = None) -> bytes:
    return archive({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<w/>", **(extra or {})})


def odt() -> bytes:
    return archive({"content.xml": b"<o/>"}, mimetype=b"application/vnd.oasis.opendocument.text")


def bomb() -> bytes:
    """200 MB of zeros in 200 KB."""
    return docx({f"word/media/{number}.bin": b"\0" * 50_000_000 for number in range(4)})
