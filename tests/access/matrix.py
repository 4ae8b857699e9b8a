"""Every address of the site and who gets an answer there.

`ROWS` names each address once. A new one that is missing here fails the test, so that nobody
adds a page without saying who may open it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from research.models import Assignment, Wave
from tests.access.canaries import Canaries
from tests.personas import PERSONAS, SEES

EVERYBODY = frozenset(PERSONAS)
LOGGED_IN = EVERYBODY - {"anonymous"}
CIRCLE = frozenset(SEES["space"])
NETWORK = frozenset(SEES["network"])
ADMINS = frozenset({"administrator"})
EDITORS = ADMINS
RESEARCHERS = frozenset({"researcher", "administrator"})
FACILITATORS = frozenset({"facilitator", "administrator"})
PARTNERS = frozenset({"member", "coordinator"})


@dataclass(frozen=True)
class Row:
    """Who gets `answer` to a GET at the address with these arguments; all others get 404.

    `to_log_in`: visitors are sent to the log-in page instead. `refused`: those who see the
    thing but may not do this get 403 and the reason.
    """

    who: frozenset[str]
    args: Callable[[Canaries], list[Any]] = lambda flock: []
    answer: int = 200
    to_log_in: bool = False
    refused: frozenset[str] = frozenset()
    otherwise: int = 404

    def expected(self, persona: str) -> int:
        if persona in self.who:
            return self.answer
        if self.to_log_in and persona == "anonymous":
            return 302
        return 403 if persona in self.refused else self.otherwise


def thing(name: str, *more: Any, level: str = "space") -> Callable[[Canaries], list[Any]]:
    return lambda flock: [flock.things[name, level].pk, *more]


def file(name: str) -> Callable[[Canaries], list[Any]]:
    def args(flock: Canaries) -> list[Any]:
        found = flock.things[name, "space"]
        if name == "picture":
            found = found.get_rendition("max-20x20")
        return [found.pk, found.file.name.rpartition("/")[2]]

    return args


def phase(*more: str) -> Callable[[Canaries], list[Any]]:
    def args(flock: Canaries) -> list[Any]:
        page = flock.things["phase", "space"]
        partner = page.twinning.partners.get(organisation=flock.world.lille)
        return [page.twinning.slug, 1, *(partner.pk for _each in more)]

    return args


def asked(*more: int) -> Callable[[Canaries], list[Any]]:
    """A survey that is open today and asks the first partner of `ours`."""

    def args(flock: Canaries) -> list[Any]:
        today = timezone.localdate()
        known = flock.things["wave", "space"]
        wave, _made = Wave.objects.get_or_create(
            programme=known.programme,
            number=99,
            defaults={
                "version": known.version,
                "opens_on": today,
                "closes_on": today,
                "space": known.space,
            },
        )
        partner = flock.world.ours.partners.get(organisation=flock.world.lille)
        assignment, _made = Assignment.objects.get_or_create(wave=wave, partner=partner)
        return [wave.pk, assignment.pk, *more]

    return args


def post_only(args: Callable[[Canaries], list[Any]]) -> Row:
    """Acts on POST alone: a GET tells nobody anything (test_services say who may act)."""
    return Row(EVERYBODY, args, answer=405)


ROWS: dict[str, Row] = {
    "front_door": Row(EVERYBODY, answer=302),
    "account_login": Row(frozenset({"anonymous"}), otherwise=302),
    "account_logout": Row(LOGGED_IN, otherwise=302),
    "account_signup": Row(frozenset({"anonymous"}), otherwise=302),
    "account_change_password": Row(LOGGED_IN, to_log_in=True),
    "account_reset_password": Row(EVERYBODY),
    "account_reset_password_done": Row(EVERYBODY),
    "account_reset_password_from_key": Row(EVERYBODY, lambda flock: ["1", "no-key"]),
    "account_reset_password_from_key_done": Row(EVERYBODY),
    "site:home": Row(EVERYBODY),
    "site:workspace": Row(LOGGED_IN, to_log_in=True),
    "twinning:list": Row(EVERYBODY, answer=302),
    "twinning:programme": Row(EVERYBODY, lambda flock: [flock.world.programme.slug]),
    "twinning:late": Row(EVERYBODY, lambda flock: [flock.world.programme.slug]),
    "twinning:export": Row(EVERYBODY, lambda flock: [flock.world.programme.slug, "matrix", "csv"]),
    # Made for its owner alone (tests/jobs): to all these it is as missing.
    "jobs:file": Row(frozenset(), lambda flock: [UUID(int=1)]),
    "jobs:download": Row(frozenset(), lambda flock: [UUID(int=1)]),
    "jobs:again": post_only(lambda flock: [UUID(int=1)]),
    "twinning:open": Row(FACILITATORS, lambda flock: [flock.world.programme.slug]),
    "twinning:twinning": Row(CIRCLE, lambda flock: ["zqtwinningspace"]),
    "twinning:phase": Row(CIRCLE, phase()),
    "twinning:begin": post_only(phase()),
    "twinning:return": post_only(phase()),
    "twinning:validate": post_only(phase()),
    "twinning:account": Row(frozenset(), phase("partner"), refused=CIRCLE),
    "twinning:sign": post_only(phase("partner")),
    "twinning:unsign": post_only(phase("partner")),
    "research:waves": Row(EVERYBODY),
    "research:wave_new": Row(RESEARCHERS),
    "research:wave_ask": post_only(lambda flock: [flock.things["wave", "space"].pk]),
    "research:questionnaire": Row(
        RESEARCHERS, lambda flock: [flock.things["wave", "space"].version_id]
    ),
    "research:survey": Row(PARTNERS, asked()),
    "research:survey_review": Row(PARTNERS, asked()),
    "research:survey_page": Row(PARTNERS, asked(1)),
    "research:report": Row(CIRCLE, thing("wave")),
    "research:freeze": post_only(thing("wave", "reader")),
    "research:report_csv": Row(CIRCLE, thing("wave", "reader")),
    "research:report_svg": Row(CIRCLE, thing("wave", "reader")),
    "research:result": Row(CIRCLE, thing("snapshot")),
    "research:result_csv": Row(CIRCLE, thing("snapshot")),
    "research:result_svg": Row(CIRCLE, thing("snapshot")),
    "research:findings": Row(EVERYBODY),
    "research:finding_new": Row(RESEARCHERS),
    "research:finding": Row(CIRCLE, thing("finding")),
    "whitepaper:editions": Row(EVERYBODY),
    "whitepaper:edition_new": Row(EDITORS),
    "whitepaper:edition": Row(CIRCLE, thing("edition")),
    # A compiled edition no longer changes: editors read why.
    "whitepaper:edition_edit": Row(EDITORS, thing("edition"), answer=403),
    "whitepaper:compile": post_only(thing("edition")),
    "whitepaper:build": post_only(thing("edition")),
    "whitepaper:publish": post_only(thing("edition")),
    "whitepaper:progress": Row(EDITORS, thing("edition")),
    "whitepaper:download": Row(CIRCLE, thing("edition", "en")),
    "whitepaper:recommendations": Row(EVERYBODY),
    "whitepaper:recommendation_new": Row(NETWORK),
    "whitepaper:recommendation": Row(CIRCLE, thing("recommendation")),
    "whitepaper:retain": post_only(thing("recommendation")),
    "whitepaper:withdraw": post_only(thing("recommendation")),
    "library:resources": Row(EVERYBODY),
    "library:resource_new": Row(NETWORK),
    "library:resource": Row(CIRCLE, thing("resource")),
    "media:attachment": Row(CIRCLE, file("attachment")),
    "media:rendition": Row(CIRCLE, file("picture")),
    "members:organisations": Row(EVERYBODY),
    "members:organisation": Row(EVERYBODY, lambda flock: [flock.world.lille.key]),
    "search:search": Row(EVERYBODY),
    "robots:rules": Row(EVERYBODY),
    "robots:sitemap": Row(EVERYBODY),
    "robots:section": Row(EVERYBODY, lambda flock: ["entries"]),
}
