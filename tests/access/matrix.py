"""Every address of the site and who gets an answer there.

`ROWS` names each address once. A new one that is missing here fails the test, so that nobody
adds a page without saying who may open it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tests.access.canaries import Canaries
from tests.access.places import (
    answered,
    applied,
    asked,
    block,
    charter,
    file,
    inside,
    invitation,
    issue,
    nothing,
    phase,
    post,
    signed,
    stop_token,
    thing,
)
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
COORDINATORS = frozenset({"coordinator"})


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


def post_only(args: Callable[[Canaries], list[Any]]) -> Row:
    """Acts on POST alone: a GET tells nobody anything (test_services say who may act)."""
    return Row(EVERYBODY, args, answer=405)


ROWS: dict[str, Row] = {
    "front_door": Row(EVERYBODY, answer=302),
    "upkeep:alive": Row(EVERYBODY),
    "upkeep:ready": Row(EVERYBODY),
    # From this machine; tests/upkeep says that for all others it is not there.
    "upkeep:metrics": Row(EVERYBODY),
    "account_login": Row(frozenset({"anonymous"}), otherwise=302),
    "account_logout": Row(LOGGED_IN, otherwise=302),
    "account_signup": Row(frozenset({"anonymous"}), otherwise=302),
    "account_change_password": Row(LOGGED_IN, to_log_in=True),
    "account_reset_password": Row(EVERYBODY),
    "account_reset_password_done": Row(EVERYBODY),
    "account_reset_password_from_key": Row(EVERYBODY, lambda flock: ["1", "no-key"]),
    "account_reset_password_from_key_done": Row(EVERYBODY),
    # Without a log-in that is half done there is no code to ask for.
    "mfa_authenticate": Row(EVERYBODY, answer=302),
    "account_kept": Row(LOGGED_IN, answer=302, to_log_in=True),
    "account_reauthenticate": Row(LOGGED_IN, to_log_in=True),
    "mfa_reauthenticate": Row(EVERYBODY, answer=302),
    "account_email": Row(LOGGED_IN, to_log_in=True),
    "account_confirm_email": Row(EVERYBODY, lambda flock: ["no-key"]),
    "mfa_index": Row(LOGGED_IN, to_log_in=True),
    # The password is asked for first.
    "mfa_activate_totp": Row(EVERYBODY, answer=302),
    "mfa_deactivate_totp": Row(frozenset(), to_log_in=True),
    "mfa_view_recovery_codes": Row(frozenset(), to_log_in=True),
    "mfa_generate_recovery_codes": Row(EVERYBODY, answer=302),
    "mfa_download_recovery_codes": post_only(nothing),
    "profile:account": Row(LOGGED_IN, to_log_in=True),
    "profile:name": Row(LOGGED_IN, to_log_in=True),
    "profile:language": Row(LOGGED_IN, to_log_in=True),
    "profile:end_sessions": post_only(nothing),
    "profile:mails": Row(LOGGED_IN, to_log_in=True),
    "profile:stop": Row(EVERYBODY, stop_token),
    "profile:data": Row(LOGGED_IN, to_log_in=True),
    "profile:data_ask": post_only(nothing),
    "profile:close": Row(LOGGED_IN, to_log_in=True),
    "profile:closed": Row(EVERYBODY),
    "site:home": Row(EVERYBODY),
    "site:privacy": Row(EVERYBODY),
    "site:accessibility": Row(EVERYBODY),
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
    "twinning:twinning_level": Row(COORDINATORS, lambda flock: ["zqtwinningspace"], refused=CIRCLE),
    "twinning:journal": Row(CIRCLE, lambda flock: ["zqtwinningspace"]),
    "twinning:post_new": Row(CIRCLE, lambda flock: ["zqtwinningspace"]),
    "twinning:post": Row(CIRCLE, post()),
    "twinning:post_edit": Row(COORDINATORS, post(), refused=CIRCLE),
    "twinning:post_check": Row(COORDINATORS, post(), refused=CIRCLE),
    "twinning:post_level": Row(COORDINATORS, post(), refused=CIRCLE),
    "twinning:post_withdraw": post_only(post()),
    "twinning:post_delete": post_only(post()),
    "twinning:phase": Row(CIRCLE, phase()),
    "twinning:phase_level": Row(COORDINATORS, phase(), refused=CIRCLE),
    # The phase is validated: its evidence no longer changes, and the circle reads so.
    "twinning:evidence": Row(frozenset(), phase(), refused=CIRCLE),
    "twinning:block_add": Row(frozenset(), block("text"), refused=CIRCLE),
    "twinning:block_edit": Row(frozenset(), block(UUID(int=1)), refused=CIRCLE),
    "twinning:block_remove": Row(frozenset(), block(UUID(int=1)), refused=CIRCLE),
    "twinning:block_move": post_only(block(UUID(int=1))),
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
    "research:finding_withdraw": Row(RESEARCHERS, thing("finding", level="public")),
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
    "library:desk": Row(NETWORK),
    "library:resource_edit": Row(ADMINS, thing("resource"), refused=CIRCLE),
    "library:send": post_only(thing("resource")),
    "library:publish": post_only(thing("resource")),
    "library:return": post_only(thing("resource")),
    "library:withdraw": post_only(thing("resource")),
    "library:confirm": post_only(thing("resource")),
    "library:ask_site": post_only(thing("resource")),
    "library:translation": Row(CIRCLE, thing("resource", "fr")),
    "library:translation_draft": post_only(thing("resource", "fr")),
    "media:attachment": Row(CIRCLE, file("attachment")),
    "media:rendition": Row(CIRCLE, file("picture")),
    "bulletin:issues": Row(EVERYBODY),
    "bulletin:feed": Row(EVERYBODY),
    "bulletin:new": Row(ADMINS),
    "bulletin:front": Row(ADMINS),
    "bulletin:issue": Row(CIRCLE, issue()),
    "bulletin:edit": Row(ADMINS, issue()),
    "bulletin:items": Row(ADMINS, issue()),
    "bulletin:publish": post_only(issue()),
    "bulletin:withdraw": post_only(issue()),
    "site:help": Row(EVERYBODY),
    "site:writing": Row(EVERYBODY),
    "members:organisations": Row(EVERYBODY),
    "members:organisation": Row(EVERYBODY, lambda flock: [flock.world.lille.key]),
    # To the page of the one organisation; all others choose, or read how to join one.
    "members:mine": Row(PARTNERS | {"outsider"}, answer=302, to_log_in=True, otherwise=200),
    "members:apply": Row(EVERYBODY),
    "members:applied": Row(EVERYBODY, applied()),
    # Sent already: what may still be read is on the page of the application.
    "members:apply_step": Row(EVERYBODY, applied(1), answer=302),
    "members:applications": Row(FACILITATORS),
    "members:application": Row(FACILITATORS, answered),
    "members:application_contact": post_only(answered),
    "members:application_enrol": post_only(answered),
    "members:application_decline": post_only(answered),
    "members:charter": Row(EVERYBODY),
    # Not in force yet: nobody reads it.
    "members:charter_version": Row(frozenset(), charter),
    "members:signatures": Row(FACILITATORS),
    # For one address; who has none makes an account, all others read whose it is.
    "members:invitation": Row(frozenset({"anonymous", "named"}), invitation("key"), otherwise=403),
    "members:invitation_repeat": post_only(invitation("pk")),
    "members:invitation_withdraw": post_only(invitation("pk")),
    "members:inside": Row(PARTNERS, inside()),
    "members:join": post_only(inside()),
    "members:shown": post_only(inside()),
    "members:request_accept": post_only(inside(1)),
    "members:request_refuse": post_only(inside(1)),
    "members:leave": Row(PARTNERS, inside()),
    "members:hand_over": Row(frozenset({"coordinator"}), inside(), refused=frozenset({"member"})),
    "members:coordinator": Row(FACILITATORS, inside()),
    "members:invite": Row(frozenset({"coordinator"}), inside(), refused=frozenset({"member"})),
    "members:sign": Row(PARTNERS, inside()),
    "members:charter_copy": Row(PARTNERS | FACILITATORS, signed),
    "search:search": Row(EVERYBODY),
    "robots:rules": Row(EVERYBODY),
    "robots:sitemap": Row(EVERYBODY),
    "robots:section": Row(EVERYBODY, lambda flock: ["entries"]),
}
