"""What may be uploaded: the content decides, and a refusal says why and leaves nothing."""

from __future__ import annotations

import io
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from tests.library import samples
from workspace.access.services import network
from workspace.library.models import Attachment, Picture
from workspace.library.notes import without_notes
from workspace.library.uploads import MAX_BYTES, check_upload

WEBP = samples.picture("WEBP")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("paper.pdf", samples.PDF),
        ("PAPER.PDF", samples.PDF),
        ("letter.docx", samples.docx()),
        ("letter.odt", samples.odt()),
        ("notes.txt", "Été à León\n".encode()),
        ("table.csv", b"town,answers\nPau,12\n"),
        ("photo.jpg", samples.picture("JPEG")),
        ("photo.jpeg", samples.picture("JPEG")),
        ("photo.png", samples.picture("PNG")),
        ("photo.webp", WEBP),
        ("photo.gif", samples.picture("GIF")),
        ("voice.ogg", b"OggS\x00\x02" + b"\0" * 100),
        ("voice.mp3", b"ID3\x03\x00\x00" + b"\0" * 100),
        ("voice.mp3", b"\xff\xfb\x90\x00" + b"\0" * 500),
    ],
)
def test_what_partners_exchange_is_taken(name: str, content: bytes) -> None:
    file = samples.file(name, content)
    check_upload(file)
    assert file.tell() == 0


SCRIPT = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
LIES = {
    "text named pdf": ("fake.pdf", b"hello", "lying"),
    "program named pdf": ("setup.pdf", b"MZ" + b"\0" * 500, "lying"),
    "program named docx": ("setup.docx", b"MZ" + b"\0" * 500, "lying"),
    "page named png": ("x.png", b"<html><script>1</script></html>", "lying"),
    "page named txt": ("x.txt", b"<!DOCTYPE html><script>1</script>", "lying"),
    "drawing named csv": ("x.csv", SCRIPT, "lying"),
    "picture of another kind": ("x.png", samples.picture("JPEG"), "lying"),
    "sound named webp": ("x.webp", b"RIFF\x00\x00\x00\x00WAVEfmt " + b"\0" * 90, "lying"),
    "archive named docx": ("x.docx", samples.archive({"a.txt": b"a"}), "lying"),
    "table named text": ("x.docx", samples.odt(), "lying"),
    "docx named odt": ("x.odt", samples.docx(), "lying"),
    "archive named epub": ("x.epub", samples.archive({"a": b"a"}, mimetype=b"x"), "lying"),
    "something before the pdf": ("x.pdf", b"MZ" + samples.PDF, "lying"),
    "archive after the pdf": ("x.pdf", samples.PDF + samples.docx(), "polyglot"),
    "archive after the picture": ("x.gif", samples.picture("GIF") + samples.docx(), "polyglot"),
    "macros": ("x.docx", samples.docx({"word/vbaProject.bin": b"x"}), "macros"),
    "damaged archive": ("x.docx", samples.docx()[:-30], "damaged"),
    "cut directory": ("x.docx", b"PK\x03\x04" + b"\0" * 300 + samples.docx()[-22:], "damaged"),
    "nothing": ("x.pdf", b"", "empty"),
    "binary text": ("x.txt", b"abc\x00def", "lying"),
    "old encoding": ("x.txt", "café".encode("latin-1"), "encoding"),
    "drawing": ("x.svg", SCRIPT, "type"),
    "page": ("x.html", b"<p>", "type"),
    "program": ("x.exe", b"MZ", "type"),
    "no type": ("paper", samples.PDF, "type"),
    "double extension": ("paper.pdf.exe", samples.PDF, "type"),
    "folders": ("../../etc/paper.pdf", samples.PDF, "name"),
    "windows folders": ("..\\paper.pdf", samples.PDF, "name"),
    "nul": ("pa\x00per.pdf", samples.PDF, "name"),
    "line break": ("pa\nper.pdf", samples.PDF, "name"),
}


@pytest.mark.parametrize(("name", "content", "code"), LIES.values(), ids=LIES)
def test_what_lies_is_refused_with_its_reason(name: str, content: bytes, code: str) -> None:
    file = samples.file("placeholder", content)
    file.name = name
    with pytest.raises(ValidationError) as refusal:
        check_upload(file)
    assert refusal.value.code == code
    assert str(refusal.value.messages[0]).endswith(".")


def test_twenty_megabytes_are_the_limit() -> None:
    exact = samples.file("x.pdf", samples.PDF + b"\n" * (MAX_BYTES - len(samples.PDF)))
    check_upload(exact)
    with pytest.raises(ValidationError, match="21 MB"):
        check_upload(samples.file("x.pdf", samples.PDF + b"\n" * MAX_BYTES))


def test_bomb_is_refused_before_it_is_unpacked() -> None:
    content = samples.bomb()
    assert len(content) < 1024**2
    started = time.monotonic()
    with pytest.raises(ValidationError) as refusal:
        check_upload(samples.file("x.docx", content))
    assert refusal.value.code == "bomb"
    assert time.monotonic() - started < 2


def test_directory_of_too_many_entries_is_not_even_read() -> None:
    content = samples.archive({f"{number}": b"" for number in range(5001)})
    with pytest.raises(ValidationError) as refusal:
        check_upload(samples.file("x.docx", content))
    assert refusal.value.code == "bomb"


# --- what is stored


def stored() -> set[str]:
    root = Path(settings.MEDIA_ROOT)
    return {str(path) for path in root.rglob("*") if path.is_file()}


def new(model: Any, name: str, content: bytes, **fields: Any) -> Any:
    extra = {"alt": "A square"} if model is Picture else {}
    file = samples.file(name, content)
    return model(title="Thing", file=file, tier="public", space=network(), **extra, **fields)


@pytest.mark.django_db
def test_photograph_is_kept_upright_and_without_its_notes() -> None:
    picture = new(Picture, "photo.jpg", samples.photograph())
    picture.full_clean()
    picture.save()
    with picture.file.open() as file, Image.open(file) as kept:
        assert kept.size == (40, 60)
        assert not kept.getexif()
        assert "comment" not in kept.info
    assert (picture.width, picture.height) == (40, 60)
    assert b"Secret" not in default_storage.open(picture.file.name).read()
    assert picture.file_size == default_storage.size(picture.file.name)
    assert len(picture.file_hash) == 40


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "name"), [("PNG", "x.png"), ("WEBP", "x.webp")])
def test_notes_go_from_other_formats_too(kind: str, name: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Secretcamera"
    picture = new(Picture, name, samples.picture(kind, exif=exif))
    picture.save()
    assert b"Secret" not in default_storage.open(picture.file.name).read()


def pixels(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content)) as image:
        return image.convert("RGBA").tobytes()


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("PNG", {}),
        ("JPEG", {"comment": b"Secretcomment"}),
        ("JPEG", {"progressive": True}),
        ("WEBP", {"xmp": b"Secretxmp"}),
        ("WEBP", {"lossless": True}),
    ],
)
def test_notes_are_taken_out_without_touching_a_pixel(kind: str, options: dict[str, Any]) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Secretcamera"
    exif.get_ifd(0x8825).update(samples.PLACE)
    before = samples.picture(kind, (90, 70), exif=exif, icc_profile=b"profile" * 20, **options)
    after = without_notes(before + b"Secrettail", kind)
    assert b"Secret" in before
    assert b"Secret" not in after
    assert pixels(after) == pixels(before)
    with Image.open(io.BytesIO(after)) as image:
        assert not image.getexif()
        assert image.info["icc_profile"] == b"profile" * 20


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_picture_cut_anywhere_is_refused(kind: str) -> None:
    whole = samples.picture(kind, (90, 70))
    for length in range(12, len(whole) - 2, max(1, len(whole) // 60)):
        with pytest.raises(ValueError, match=r"cut off|chunk|segment"):
            without_notes(whole[:length], kind)


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "name"), [("GIF", "x.gif"), ("WEBP", "x.webp")])
def test_animation_keeps_its_frames(kind: str, name: str) -> None:
    picture = new(Picture, name, samples.animated(kind))
    picture.save()
    with picture.file.open() as file, Image.open(file) as kept:
        assert kept.n_frames == 3


@pytest.mark.django_db
def test_picture_sent_as_document_loses_its_notes_as_well() -> None:
    document = new(Attachment, "photo.jpg", samples.photograph())
    document.save()
    assert b"Secret" not in default_storage.open(document.file.name).read()


REFUSED_PICTURES = {
    "too many pixels": ("huge.png", samples.huge_png()),
    "too many frames": ("film.gif", samples.animated("GIF", 5, (4000, 2500))),
    "cut off": ("cut.jpg", samples.picture("JPEG", (400, 300))[:700]),
    "a page": ("x.png", b"<html><script>1</script></html>"),
    "a drawing": ("x.svg", SCRIPT),
    "nothing": ("x.png", b""),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "content"), REFUSED_PICTURES.values(), ids=REFUSED_PICTURES)
@pytest.mark.parametrize("area", ["wagtailimages", "wagtaildocs"])
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_admin_refuses_with_a_message_and_keeps_nothing(
    admin_client: Client, name: str, content: bytes, area: str
) -> None:
    before = stored()
    upload = SimpleUploadedFile(name, content)
    data = {"title": "Thing", "alt": "x", "tier": "public", "space": network().pk, "file": upload}
    response = admin_client.post(reverse(f"{area}:add"), data)
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert stored() == before
    assert Picture.objects.count() == Attachment.objects.count() == 0


@pytest.mark.django_db
def test_admin_takes_a_photograph_and_cleans_it(admin_client: Client) -> None:
    upload = SimpleUploadedFile("photo.jpg", samples.photograph())
    data = {"title": "Thing", "alt": "x", "tier": "public", "space": network().pk, "file": upload}
    response = admin_client.post(reverse("wagtailimages:add"), data)
    assert response.status_code == 302
    picture = Picture.objects.get()
    assert (picture.width, picture.height) == (40, 60)
    assert b"Secret" not in default_storage.open(picture.file.name).read()


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "content"), [("fake.pdf", b"hello"), ("x.png", b"PNG")])
def test_refused_file_leaves_neither_row_nor_file(name: str, content: bytes) -> None:
    before = stored()
    for act in ("full_clean", "save"):
        with pytest.raises(ValidationError):
            getattr(new(Attachment, name, content), act)()
    assert stored() == before
    assert Attachment.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "name", "content"),
    [(Attachment, "a.pdf", samples.PDF), (Picture, "a.png", samples.picture("PNG"))],
)
def test_file_goes_when_its_row_cannot_be_written(model: Any, name: str, content: bytes) -> None:
    before = stored()
    thing = new(model, name, content)
    thing.space_id = None
    with pytest.raises(Exception, match=r"NOT NULL|null value"):
        thing.save()
    assert stored() == before


@pytest.mark.django_db
def test_editing_the_title_does_not_touch_the_file() -> None:
    document = new(Attachment, "a.pdf", samples.PDF)
    document.save()
    before = stored()
    again = Attachment.objects.get(pk=document.pk)
    again.title = "Other words"
    again.full_clean()
    again.save()
    assert stored() == before
    assert Attachment.objects.get(pk=document.pk).file.name == document.file.name


def test_sideways_picture_of_the_second_kind_is_read() -> None:
    """Telephones write two pictures in one file (MPO) and call it .jpg."""
    out = io.BytesIO()
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("#0b5260", "#eda323")]
    frames[0].save(out, "MPO", save_all=True, append_images=frames[1:])
    check_upload(samples.file("phone.jpg", out.getvalue()))
