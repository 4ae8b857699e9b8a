"""A programme, its people, and recommendations and editions in every state."""

from __future__ import annotations

import pytest

from tests.factories import whitepaper as make
from whitepaper import services


@pytest.fixture
def programme():
    return make.programme()


@pytest.fixture
def editor(programme):
    return make.editor(programme)


@pytest.fixture
def compiled(programme, editor):
    recommendation = make.recommendation(programme, make.evidence(programme))
    edition = make.edition(programme, recommendation)
    return services.edition_compile(edition=edition, user=editor, today=make.TODAY)


@pytest.fixture
def people(programme):
    other = make.programme("elsewhere")
    other.starts_on = other.starts_on.replace(year=2020)
    other.save()
    return {
        "anonymous": None,
        "pending": make.person("pending"),
        "member": make.member("member"),
        "other": make.editor(other, "other"),
        "editor": make.editor(programme),
        "facilitator": make.with_role("facilitator", programme, "facilitator"),
        "administrator": make.person("admin", is_superuser=True),
    }


@pytest.fixture
def parts(programme):
    finding = make.evidence(programme)
    retained = make.recommendation(programme, finding)
    published = make.edition(programme, retained)
    services.freeze(published, make.TODAY)
    published.state, published.live, published.published_on = "published", True, make.TODAY
    published.save()
    network = make.edition(programme, retained, tier="network")
    services.freeze(network, make.TODAY)
    network.state, network.live, network.published_on = "published", True, make.TODAY
    network.save()
    return {
        "retained": retained,
        "proposed": make.recommendation(programme, finding, state="proposed"),
        "inside": make.recommendation(programme, finding, tier="network"),
        "published": published,
        "network": network,
        "draft": make.edition(programme, retained),
    }
