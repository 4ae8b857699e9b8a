"""Two twinnings side by side, with pages, files and words that the other must never meet."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Page

from twinning.models import PhasePage, PhaseTemplate, ProgrammePage, TwinningPage
from twinning.opening import twinning_open
from workspace.access.services import network, space_open
from workspace.accounts.models import User
from workspace.languages.text import Text
from workspace.library.models import Attachment, Picture, Resource
from workspace.members.models import Organisation

TODAY = dt.date(2026, 3, 2)


def person(name: str, **fields: Any) -> User:
    return User.objects.create_user(email=f"{name}@example.org", password="pw", **fields)


def organisation(key: str, city: str, **fields: Any) -> Organisation:
    values = {"name": key.title(), "country": "FR", "enrolled_on": TODAY, **fields}
    return Organisation.objects.create(key=key, city=city, **values)


def text(words: str) -> Text:
    return Text(words, words, words)


def programme(phases: int = 2) -> ProgrammePage:
    page = ProgrammePage(
        title="Programme",
        slug="programme",
        name=text("Programme"),
        summary=text("Pairs"),
        target=30,
        starts_on=TODAY,
        ends_on=TODAY + dt.timedelta(days=700),
        research_space=space_open(key="research", name="Research"),
        editorial_space=space_open(key="editorial", name="Editorial"),
    )
    Page.objects.get(depth=1).add_child(instance=page)
    for number in range(1, phases + 1):
        PhaseTemplate.objects.create(
            programme=page,
            number=number,
            key=f"phase-{number}",
            name=text(f"Phase {number}"),
            short=text(str(number)),
            guidance=text("Write"),
            weeks=4,
        )
    return page


def twinning(home: ProgrammePage, word: str, tier: str = "space") -> TwinningPage:
    """A twinning whose every text holds `word`."""
    partners = [organisation(f"{word}-{side}", f"{word} {side}") for side in ("east", "west")]
    page = twinning_open(
        programme=home,
        organisations=partners,
        name=text(f"{word} twinning"),
        summary=text(f"{word} summary"),
        field="education",
        opened_on=TODAY,
        key=word.lower(),
        tier=tier,
    )
    for phase in PhasePage.objects.filter(twinning=page):
        phase.title = f"{word} phase"
        phase.slug = f"{word.lower()}-phase-{phase.template.number}"
        phase.body = [("text", f"<p>{word} body</p>")]
        phase.save_revision().publish()
    return page


def png(size: tuple[int, int] = (40, 30), name: str = "picture.png") -> ContentFile[bytes]:
    out = io.BytesIO()
    Image.new("RGB", size, "#0b5260").save(out, "PNG")
    return ContentFile(out.getvalue(), name=name)


def pdf(name: str = "paper.pdf") -> ContentFile[bytes]:
    return ContentFile(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n", name=name)


def picture(word: str, space: Any = None, tier: str = "space") -> Picture:
    return Picture.objects.create(
        title=f"{word} picture",
        alt=f"{word} alt",
        file=png(name=f"{word}.png"),
        tier=tier,
        space=space or network(),
    )


def attachment(word: str, space: Any = None, tier: str = "space") -> Attachment:
    return Attachment.objects.create(
        title=f"{word} paper", file=pdf(f"{word}.pdf"), tier=tier, space=space or network()
    )


def resource(key: str, **fields: Any) -> Resource:
    values = {
        "kind": "link",
        "title": f"{key} title",
        "summary": f"{key} summary",
        "language": "en",
        "authors": "Somebody",
        "url": "https://example.org/",
        "tier": "public",
        "added_on": TODAY,
        **fields,
    }
    if "space" not in values:
        values["space"] = network()
    return Resource.objects.create(key=key, **values)
