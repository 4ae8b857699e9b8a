"""What Elasticsearch stores of an entry, and how it analyses the three languages."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.conf import settings
from elasticsearch.dsl import (
    Date,
    Document,
    Index,
    InnerDoc,
    Keyword,
    Long,
    MetaField,
    Object,
    Text,
    analyzer,
    token_filter,
)

from search.analysis import ELIDED
from search.models import TEXTS, Entry
from workspace.access.audience import NETWORK, PUBLIC, Audience

#: One index a class of readers, so that hidden text never shares an index with open text.
CLASSES = ("public", "network", "closed")

# A score made of how often a word stands in one field of one object, and of nothing else: the
# usual one counts in how many objects a word stands, hidden ones of the same index included.
SIMILARITY = {
    "alone": {
        "type": "scripted",
        "script": {"source": "return query.boost * doc.freq / (doc.freq + 1.2);"},
    }
}

_elision = token_filter(
    "tandem_elision",
    "elision",
    articles_case=True,
    articles=sorted(ELIDED),
)


def _stop(language: str) -> Any:
    return token_filter(f"tandem_stop_{language}", "stop", stopwords=f"_{language}_")


def _stemmer(name: str) -> Any:
    return token_filter(f"tandem_{name}", "stemmer", language=name)


_ANALYSERS = {
    "fr": analyzer(
        "tandem_fr",
        tokenizer="standard",
        filter=[_elision, "lowercase", _stop("french"), _stemmer("light_french"), "asciifolding"],
    ),
    "en": analyzer(
        "tandem_en",
        tokenizer="standard",
        filter=[
            _stemmer("possessive_english"),
            "lowercase",
            _stop("english"),
            "asciifolding",
            _stemmer("english"),
        ],
    ),
    "es": analyzer(
        "tandem_es",
        tokenizer="standard",
        filter=["lowercase", _stop("spanish"), _stemmer("light_spanish"), "asciifolding"],
    ),
}
_exact = analyzer(
    "tandem_exact", tokenizer="standard", filter=[_elision, "lowercase", "asciifolding"]
)


def _text(language: str) -> Any:
    return Text(
        analyzer=_ANALYSERS[language],
        similarity="alone",
        fields={"exact": Text(analyzer=_exact, similarity="alone")},
    )


class Languages(InnerDoc):
    """One text; each language with its own analysis, and the words as they are in `exact`."""

    fr = _text("fr")
    en = _text("en")
    es = _text("es")


class EntryDocument(Document):
    """The part of an entry that is searched or filtered. What is shown is read from the entry."""

    kind = Keyword()
    language = Keyword()
    date = Date()
    entry = Long()
    labels = Keyword()
    title = Object(Languages)
    summary = Object(Languages)
    body = Object(Languages)

    class Meta:
        dynamic = MetaField("strict")


def index_of(entry: Entry) -> str:
    """The class of an entry by who may see it: a draft of public tier is closed."""
    if PUBLIC in entry.labels:
        return "public"
    return "network" if NETWORK in entry.labels else "closed"


def classes_for(audience: Audience) -> list[str]:
    """The indices in which this reader can find anything.

    A network object is also found by its own space, whose people need not be of the network.
    """
    return ["public"] if audience.labels == {PUBLIC} and not audience.everything else list(CLASSES)


def settings_of_index() -> dict[str, Any]:
    return {"number_of_shards": 1, "similarity": SIMILARITY, "refresh_interval": "1s"}


def build(name: str) -> Index:
    index = Index(name)
    index.settings(**settings_of_index())
    index.document(EntryDocument)
    return index


def _fingerprint() -> str:
    shape = build("shape").to_dict()
    return hashlib.sha256(json.dumps(shape, sort_keys=True).encode()).hexdigest()[:8]


#: In every name: another way to analyse makes new indices instead of breaking the old ones.
FINGERPRINT = _fingerprint()


def index_name(of_class: str) -> str:
    return f"{settings.SEARCH_PREFIX}-{of_class}-{FINGERPRINT}"


def source(entry: Entry) -> dict[str, Any]:
    """The document of an entry."""
    return {
        "entry": entry.pk,
        "kind": entry.kind,
        "language": entry.language,
        "date": entry.date.isoformat() if entry.date else None,
        "labels": entry.labels,
        **{name: getattr(entry, name).as_dict() for name in TEXTS},
    }
