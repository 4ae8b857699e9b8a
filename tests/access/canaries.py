"""A world with one unmistakable word in every text of every protected thing, at every tier.

A word names its thing and its level ("zqfindingspace"), so that a word found on a page says at
once what leaked. `DRAFT` is a public thing that is not published yet.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image

from research.disclosure.protected import Protected, Row, digest
from research.instruments import instrument_load
from research.models import Finding, FindingSource, Snapshot, Wave
from tests.access.canary_edition import frozen_edition
from tests.access.canary_words import DAY, DRAFT, LEVELS, word, words
from tests.factories.research import questionnaire
from tests.factories.twinnings import make_twinning, phase_of, validated_phase
from tests.personas import World
from twinning.journal import follow
from twinning.models import Account, JournalPost, PostPhoto, PostTag
from whitepaper import content
from whitepaper.files import file_write
from whitepaper.models import Edition, EditionItem, Recommendation, RecommendationFinding
from workspace.access.grants import assign
from workspace.bulletin.models import Featured, Issue
from workspace.languages.text import Text
from workspace.library.models import Attachment, Picture, Resource


@dataclass
class Canaries:
    """`things[(thing, level)]` is the object whose texts hold that word."""

    world: World
    things: dict[tuple[str, str], Any] = field(default_factory=dict)


def release(world: World) -> Canaries:
    """Make one of everything at every level."""
    flock = Canaries(world)
    for level in LEVELS:
        Nest(flock, level).fill()
    for place, level in enumerate(("network", "space", "named"), start=1):
        thing = flock.things["finding", level]
        Featured.objects.create(place=place, kind="finding", object_id=thing.pk)
    return flock


class Nest:
    """Everything of one level, in an order in which things may cite each other."""

    def __init__(self, flock: Canaries, level: str):
        self.flock, self.level = flock, level
        self.world = flock.world
        self.tier = "public" if level == DRAFT else level
        self.live = level != DRAFT
        self.space = self.world.ours.space

    def fill(self) -> None:
        self.twinning()
        self.files()
        self.phase()
        self.post()
        self.resource()
        self.survey()
        self.finding()
        self.recommendation()
        self.edition()
        self.issue()

    def keep(self, thing: str, obj: Any) -> Any:
        if self.tier == "named":
            assign(self.world.people["named"], obj)
        self.flock.things[thing, self.level] = obj
        return obj

    def common(self) -> dict[str, Any]:
        return {"tier": self.tier, "space": self.space, "live": self.live}

    def twinning(self) -> None:
        twinning = make_twinning(
            self.world.programme,
            [self.world.lille, self.world.cordoba],
            key=f"zqtwinning{self.level}",
            name=words("twinning", self.level),
            summary=words("twinning", self.level),
            facilitator=self.world.people["facilitator"],
        )
        twinning.tier, twinning.live = self.tier, self.live
        twinning.seo_title = twinning.search_description = word("twinning", self.level)
        twinning.save()
        self.keep("twinning", twinning)

    def files(self) -> None:
        data = io.BytesIO()
        Image.new("RGB", (40, 30), (11, 82, 96)).save(data, "PNG")
        title = word("picture", self.level)
        picture = Picture.objects.create(
            title=title,
            alt=title,
            description=title,
            file=ImageFile(io.BytesIO(data.getvalue()), name=f"{title}.png"),
            **self.common(),
        )
        self.picture = self.keep("picture", picture)
        title = word("attachment", self.level)
        attachment = Attachment(title=title, **self.common())
        attachment.file.save(f"{title}.txt", ContentFile(title.encode()), save=False)
        attachment.save()
        self.attachment = self.keep("attachment", attachment)

    def phase(self) -> None:
        """Of `ours` itself, so that its address depends on nothing else that is closed."""
        twinning = make_twinning(
            self.world.programme,
            [self.world.lille, self.world.cordoba],
            key=f"open-{self.level}",
            facilitator=self.world.people["facilitator"],
        )
        canary = word("phase", self.level)
        phase = validated_phase(twinning, tier=self.tier)
        Account.objects.filter(phase=phase).update(
            lead=canary, did=canary, used=canary, failed=canary
        )
        phase.body = [
            ("text", f"<p>{canary}</p>"),
            ("quotation", {"text": canary, "source": canary}),
            ("figures", [{"number": "1", "label": canary}]),
            ("milestones", [{"day": DAY, "text": canary}]),
            ("picture", {"image": self.picture, "caption": canary}),
            ("file", {"document": self.attachment, "note": canary}),
            ("media", {"url": "https://example.org/a", "title": canary, "length": canary}),
        ]
        phase.title = phase.draft_title = canary
        phase.seo_title = phase.search_description = canary
        phase.live = self.live
        phase.save()
        self.phase_page = self.keep("phase", phase_of(twinning))

    def post(self) -> None:
        """In the journal of `ours`, with a photo and a tag."""
        canary = word("post", self.level)
        post = JournalPost.objects.create(
            twinning=self.world.ours,
            title=canary,
            text=canary,
            language="en",
            day=DAY,
            **self.common(),
        )
        PostTag.objects.create(post=post, word=canary)
        data = io.BytesIO()
        Image.new("RGB", (40, 30), (237, 163, 35)).save(data, "PNG")
        picture = Picture.objects.create(
            title=canary,
            alt=canary,
            file=ImageFile(data, name=f"{canary}.png"),
            **self.common(),
        )
        PostPhoto.objects.create(post=post, picture=picture)
        self.keep("post", post)
        follow(post)

    def resource(self) -> None:
        canary = word("resource", self.level)
        resource = Resource.objects.create(
            key=canary,
            kind="document",
            title=canary,
            summary=canary,
            language="en",
            authors=canary,
            url=f"https://{canary}.example.org/",
            attachment=self.attachment,
            added_on=DAY,
            **self.common(),
        )
        resource.events.create(kind="changed", note=canary)
        for passage in Resource.PASSAGES:
            resource.translations.create(
                language="fr",
                passage=passage,
                text=canary,
                source=canary,
                credit=canary,
                origin="human",
            )
        self.keep("resource", resource)

    def survey(self) -> None:
        document = questionnaire(title=words("wave", self.level).as_dict())
        version = instrument_load(key=word("wave", self.level), document=document)
        wave = Wave.objects.create(
            programme=self.world.programme,
            version=version,
            number=10 + LEVELS.index(self.level),
            opens_on=DAY,
            closes_on=DAY,
            **self.common(),
        )
        self.keep("wave", wave)
        table = Protected(
            "reader",
            "single",
            words("snapshot", self.level),
            Text(en="Method"),
            20,
            20,
            {},
            (
                Row("a", words("snapshot", self.level), 12, 0.6, 0.4, 0.8),
                Row("b", words("snapshot", self.level), 8, 0.4, 0.2, 0.6),
            ),
        )
        snapshot = Snapshot.objects.create(
            wave=wave,
            question="reader",
            table=table.as_dict(),
            digest=digest(table),
            taken_on=DAY,
            **self.common(),
        )
        self.snapshot = self.keep("snapshot", snapshot)

    def finding(self) -> None:
        finding = Finding.objects.create(
            programme=self.world.programme,
            number=10 + LEVELS.index(self.level),
            kind="need",
            field="health",
            title=words("finding", self.level),
            statement=words("finding", self.level),
            found_on=DAY,
            **self.common(),
        )
        account = self.phase_page.accounts.first()
        quote = word("phase", self.level)
        FindingSource.objects.create(
            finding=finding, account=account, quote=quote, digest=account.digest
        )
        FindingSource.objects.create(finding=finding, snapshot=self.snapshot, digest="0" * 64)
        post = self.flock.things["post", self.level]
        quote = word("post", self.level)
        FindingSource.objects.create(finding=finding, post=post, quote=quote, digest=post.digest)
        self.found = self.keep("finding", finding)

    def recommendation(self) -> None:
        texts = ("title", "ask", "rationale", "addressee")
        recommendation = Recommendation.objects.create(
            programme=self.world.programme,
            number=10 + LEVELS.index(self.level),
            level="local",
            state="retained" if self.live else "proposed",
            deadline=DAY,
            proposed_on=DAY,
            **{name: words("recommendation", self.level) for name in texts},
            **self.common(),
        )
        RecommendationFinding.objects.create(recommendation=recommendation, finding=self.found)
        self.asked = self.keep("recommendation", recommendation)

    def edition(self) -> None:
        frozen, texts = frozen_edition(self)
        edition = Edition.objects.create(
            programme=self.world.programme,
            number=frozen.number,
            state="published" if self.live else "compiled",
            compiled_on=DAY,
            published_on=DAY if self.live else None,
            content=content.to_json(frozen),
            digest=content.digest(frozen),
            **texts,
            **self.common(),
        )
        EditionItem.objects.create(edition=edition, recommendation=self.asked)
        file_write(edition=edition, language="en")
        self.keep("edition", edition)

    def issue(self) -> None:
        """It carries things of all levels, as if they had been closed after its publication."""
        issue = Issue.objects.create(
            number=10 + LEVELS.index(self.level),
            title=words("issue", self.level),
            editorial=words("issue", self.level),
            published_on=DAY,
            **self.common(),
        )
        for position, obj in enumerate(self.flock.things.values()):
            kind = obj._meta.model_name.removesuffix("page")
            issue.items.create(kind=kind, object_id=obj.pk, position=position)
        self.keep("issue", issue)
