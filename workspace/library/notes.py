"""Takes the notes out of pictures without decoding them: no quality lost, little memory.

Kept is what a picture needs to be drawn; place, camera, comments, previews and whatever follows
the end of the picture go. Formats: PNG (W3C, third edition), JPEG (ITU-T T.81), WebP (RFC 9649).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {
    *(b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"),
    *(b"acTL", b"fcTL", b"fdAT"),
}
_WEBP_KEPT = {b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_EXIF_AND_XMP = 0x0C
_SCAN, _END, _APP0, _APP2, _APP14 = 0xDA, 0xD9, 0xE0, 0xE2, 0xEE
#: In a scan 0xFF is followed by 0x00 or by one of eight restart marks; all else ends it.
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def without_notes(data: bytes, kind: str) -> bytes:
    """`kind` is "PNG", "JPEG" or "WEBP". A picture that is cut off raises ValueError."""
    try:
        return _WRITERS[kind](data)
    except (struct.error, IndexError):
        raise ValueError("cut off") from None


def _png(data: bytes) -> bytes:
    parts, at = [_PNG], len(_PNG)
    while True:
        size, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + size
        if end > len(data) or zlib.crc32(data[at + 4 : end - 4]) != _last(data, end):
            raise ValueError("damaged chunk")
        critical = not name[0] & 0x20
        if critical or name in _PNG_KEPT:
            parts.append(data[at:end])
        if name == b"IEND":
            return b"".join(parts)
        at = end


def _last(data: bytes, end: int) -> int:
    return int(struct.unpack_from(">I", data, end - 4)[0])


def _jpeg(data: bytes) -> bytes:
    parts, at = [data[:2]], 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("not a segment")
        mark = data[at + 1]
        if mark == _END:
            return b"".join([*parts, b"\xff\xd9"])
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if mark == _SCAN:
            following = _AFTER_SCAN.search(data, end)
            if following is None:
                raise ValueError("cut off")
            end = following.start()
        if _kept(mark, data[at + 4 : at + 16]):
            parts.append(data[at:end])
        at = end


def _kept(mark: int, begins: bytes) -> bool:
    if 0xE0 <= mark <= 0xEF:
        profile = mark == _APP2 and begins.startswith(b"ICC_PROFILE\0")
        return mark in (_APP0, _APP14) or profile
    return mark != 0xFE


def _webp(data: bytes) -> bytes:
    length = struct.unpack_from("<I", data, 4)[0] + 8
    if length > len(data):
        raise ValueError("cut off")
    parts, at = [], 12
    while at < length:
        name, size = struct.unpack_from("<4sI", data, at)
        end = at + 8 + size + size % 2
        chunk = data[at:end]
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_EXIF_AND_XMP]) + chunk[9:]
        if name in _WEBP_KEPT:
            parts.append(chunk)
        at = end
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


_WRITERS: dict[str, Callable[[bytes], bytes]] = {"PNG": _png, "JPEG": _jpeg, "WEBP": _webp}
