"""A programme, its people, and recommendations and editions in every state."""

from __future__ import annotations

from tests.factories import whitepaper as make
from tests.stage import shared
from whitepaper import services


@shared
def programme():
    return make.programme()


@shared
def editor(programme):
    return make.editor(programme)


@shared
def compiled(programme, editor):
    recommendation = make.recommendation(programme, make.evidence(programme))
    edition = make.edition(programme, recommendation)
    return services.edition_compile(edition=edition, user=editor, today=make.TODAY)


@shared
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


@shared
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
