"""What both sites are filled with: the same rows from the same numbers, at every run.

Plain values only. A twinning is its number; everything about it is derived from that.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

#: The day that the content counts from: fixed, so that two runs differ in nothing.
TODAY = dt.date(2026, 3, 2)
BEGAN = dt.date(2024, 1, 1)
TEMPLATES = ("Meet", "Plan", "Begin", "Work", "Look back", "Tell", "Pass on")
WEEKS = 20
FIELDS = ("governance", "education", "health", "inclusion")
LANGUAGES = ("fr", "en", "es")
KINDS = ("document", "link", "tool", "reference")
LICENCES = ("CC-BY-SA-4.0", "CC-BY-4.0", "CC0-1.0")
RESOURCES_EACH, MOST_RESOURCES = 20, 20_000
POSTS_EACH = 34
PLACES = (
    ("Lille", "FR", 50.6, 3.1), ("Córdoba", "AR", -31.4, -64.2), ("Gijón", "ES", 43.5, -5.7),
    ("Recife", "BR", -8.1, -34.9), ("Leeds", "GB", 53.8, -1.5), ("Temuco", "CL", -38.7, -72.6),
    ("Nantes", "FR", 47.2, -1.6), ("Encarnación", "PY", -27.3, -55.9),
)  # fmt: skip
_SENTENCES = (
    "The reading room opened on two evenings a week and stayed full until it closed.",
    "Letters were copied by hand because the line was down for most of the month.",
    "Each group kept a notebook, and the two notebooks were compared in spring.",
    "What one side called a delay was a holiday for the other; a shared calendar helped.",
    "Older people came for the photographs and stayed for the conversation.",
    "The chat was given up: nobody was awake at the same time, and mail was enough.",
    "A retired printer lent his workshop, where forty copies were made for the schools.",
)


def prose(seed: int, sentences: int) -> str:
    """A text that differs from one number to the next."""
    return " ".join(_SENTENCES[(seed * 3 + i) % len(_SENTENCES)] for i in range(sentences))


@dataclass(frozen=True)
class Body:
    """An organisation."""

    number: int

    @property
    def place(self) -> tuple[str, str, float, float]:
        return PLACES[(self.number * 5 + self.number // 2) % len(PLACES)]

    @property
    def key(self) -> str:
        return f"body-{self.number}"

    @property
    def name(self) -> str:
        return f"Library {self.number} of {self.place[0]}"

    @property
    def language(self) -> str:
        return LANGUAGES[self.number % 3]

    @property
    def about(self) -> str:
        return prose(self.number, 2)


@dataclass(frozen=True)
class Twinning:
    number: int

    @property
    def slug(self) -> str:
        return f"twinning-{self.number}"

    @property
    def name(self) -> str:
        return f"Reading rooms {self.number}"

    @property
    def summary(self) -> str:
        return prose(self.number, 2)

    @property
    def field(self) -> str:
        return FIELDS[self.number % len(FIELDS)]

    @property
    def is_public(self) -> bool:
        return self.number % 10 != 9

    @property
    def opened_on(self) -> dt.date:
        return BEGAN + dt.timedelta(days=self.number % 90)

    @property
    def bodies(self) -> tuple[Body, Body]:
        return Body(2 * self.number), Body(2 * self.number + 1)

    @property
    def phases(self) -> list[Phase]:
        return [Phase(self, position) for position in range(len(TEMPLATES))]

    @property
    def posts(self) -> list[Post]:
        return [Post(self, position) for position in range(POSTS_EACH)]


@dataclass(frozen=True)
class Phase:
    twinning: Twinning
    position: int

    @property
    def number(self) -> int:
        return self.position + 1

    @property
    def state(self) -> str:
        done = self.twinning.number % (len(TEMPLATES) + 1)
        if self.position < done:
            return "validated"
        return "active" if self.position == done else "planned"

    @property
    def starts_on(self) -> dt.date:
        return self.twinning.opened_on + dt.timedelta(weeks=WEEKS * self.position)

    @property
    def due_on(self) -> dt.date:
        return self.starts_on + dt.timedelta(weeks=WEEKS)

    @property
    def closed_on(self) -> dt.date | None:
        return self.due_on if self.state == "validated" else None

    @property
    def tier(self) -> str:
        return ("public", "public", "network", "space")[(self.twinning.number + self.position) % 4]

    @property
    def language(self) -> str:
        return self.twinning.bodies[0].language

    @property
    def is_begun(self) -> bool:
        return self.state != "planned"

    @property
    def text(self) -> str:
        return prose(self.twinning.number + self.position, 4)

    def account(self, partner: int) -> dict[str, str]:
        """One partner's words."""
        seed = self.twinning.number * 12 + self.position * 2 + partner
        return {
            "lead": prose(seed, 1),
            "did": prose(seed + 1, 5),
            "used": prose(seed + 2, 3),
            "failed": prose(seed + 3, 3),
        }


@dataclass(frozen=True)
class Post:
    """A note in the journal of a twinning, by its two partners in turn."""

    twinning: Twinning
    position: int

    @property
    def side(self) -> int:
        return self.position % 2

    @property
    def key(self) -> uuid.UUID:
        return uuid.uuid5(uuid.NAMESPACE_OID, f"post-{self.twinning.number}-{self.position}")

    @property
    def title(self) -> str:
        return f"Note {self.position + 1}"

    @property
    def text(self) -> str:
        return prose(self.twinning.number + self.position, 3)

    @property
    def language(self) -> str:
        return self.twinning.bodies[self.side].language

    @property
    def tier(self) -> str:
        return ("public", "network", "public", "space")[(self.twinning.number + self.position) % 4]

    @property
    def day(self) -> dt.date:
        return self.twinning.opened_on + dt.timedelta(days=20 * self.position)


@dataclass(frozen=True)
class Resource:
    number: int

    @property
    def key(self) -> str:
        return f"resource-{self.number}"

    @property
    def title(self) -> str:
        return f"Guide {self.number} to a shared reading room"

    @property
    def summary(self) -> str:
        return prose(self.number, 2)

    @property
    def kind(self) -> str:
        return KINDS[self.number % 4]

    @property
    def field(self) -> str:
        return FIELDS[self.number // 4 % 4]

    @property
    def language(self) -> str:
        return LANGUAGES[self.number % 3]

    @property
    def licence(self) -> str:
        return LICENCES[self.number // 3 % 3]

    @property
    def authors(self) -> str:
        return f"Workshop of {PLACES[self.number % len(PLACES)][0]}"

    @property
    def year(self) -> int:
        return 2000 + self.number % 26

    @property
    def url(self) -> str:
        return f"https://resources.example.org/{self.number}"

    @property
    def is_public(self) -> bool:
        return self.number % 5 != 4

    @property
    def added_on(self) -> dt.date:
        return TODAY - dt.timedelta(days=self.number % 700)


@dataclass(frozen=True)
class Content:
    """Everything at one size."""

    size: int

    @property
    def twinnings(self) -> list[Twinning]:
        return [Twinning(number) for number in range(self.size)]

    @property
    def bodies(self) -> list[Body]:
        return [body for twinning in self.twinnings for body in twinning.bodies]

    @property
    def resources(self) -> list[Resource]:
        return [
            Resource(number) for number in range(min(self.size * RESOURCES_EACH, MOST_RESOURCES))
        ]
