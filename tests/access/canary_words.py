"""The unmistakable words, one a thing and a level, and who may meet them."""

from __future__ import annotations

import datetime as dt
import re

from tests.personas import SEES
from workspace.languages.text import Text

DAY = dt.date(2026, 3, 1)
DRAFT = "draft"
LEVELS = ("public", "network", "space", "named", DRAFT)

#: Of words that no tier opens: canary_private says who reads them.
PRIVATE = "private"
CANARY = re.compile(rf"zq[a-z]+(?:{'|'.join((*LEVELS, PRIVATE))})".encode())

#: Who sees a thing of that level that belongs to the circle of `ours`.
ALLOWED = {**SEES, DRAFT: SEES["space"]}


def word(thing: str, level: str) -> str:
    return f"zq{thing}{level}"


def words(thing: str, level: str) -> Text:
    canary = word(thing, level)
    return Text(fr=f"{canary} fr", en=f"{canary} en", es=f"{canary} es")
