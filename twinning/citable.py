"""What twinnings offer as evidence: accounts of validated phases, and posts of their journals."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from twinning.models import Account, JournalPost, Partner, PhasePage, PhaseState, TwinningPage
from workspace.access.audience import Audience
from workspace.languages.templatetags.languages import words
from workspace.languages.text import LANGUAGES, Text
from workspace.registries import evidence
from workspace.registries.evidence import About, Citable, Voice
from workspace.site.words import day

#: The latest posts of a programme that are offered in a list; older ones are cited from their page.
MOST_POSTS = 100

# Words on paper: the same whatever language the interface is in.
_PHASE = Text("phase", "phase", "fase")
_JOURNAL = Text("journal du {day}", "journal, {day}", "diario del {day}")


def register_citables() -> None:
    evidence.register(ACCOUNT)
    evidence.register(POST)


def _twinnings(audience: Audience) -> Any:
    return TwinningPage.objects.visible_to(audience)


def _accounts_seen(audience: Audience) -> QuerySet[Account]:
    phases = PhasePage.objects.visible_to(audience).filter(twinning__in=_twinnings(audience))
    return Account.objects.filter(phase__in=phases)


def _accounts_offered(programme: Any, audience: Audience) -> Iterable[Account]:
    rows = _accounts_seen(audience).filter(
        phase__state=PhaseState.VALIDATED, phase__twinning__programme=programme
    )
    order = ("phase__twinning__slug", "phase__template__number", "partner__sort_order")
    return rows.select_related(*ACCOUNT.needs).order_by(*order)


def _accounts_inside(thing: Any) -> QuerySet[Account]:
    if isinstance(thing, PhasePage):
        return Account.objects.filter(phase=thing)
    if isinstance(thing, TwinningPage):
        return Account.objects.filter(phase__twinning=thing)
    return Account.objects.none()


def _about_account(account: Account) -> About:
    phase, organisation = account.phase, account.partner.organisation
    number = phase.template.number
    return About(
        page=phase,
        group=phase.twinning.name,
        label=f"{number}. {organisation.name}",
        mark=_each(lambda code: f"{organisation.city}, {_PHASE[code]}\u00a0{number}"),
        heading=_("Phase %(number)s, %(name)s")
        % {"number": number, "name": words(phase.template.name)},
        changed=_("The account has changed since it was cited."),
    )


def _posts_seen(audience: Audience) -> QuerySet[JournalPost]:
    rows: QuerySet[JournalPost] = JournalPost.objects.visible_to(audience)
    return rows.filter(twinning__in=_twinnings(audience))


def _posts_offered(programme: Any, audience: Audience) -> Iterable[JournalPost]:
    rows = _posts_seen(audience).filter(live=True, twinning__programme=programme)
    return rows.select_related(*POST.needs).order_by("-day", "-pk")[:MOST_POSTS]


def _posts_inside(thing: Any) -> QuerySet[JournalPost]:
    if isinstance(thing, JournalPost):
        return JournalPost.objects.filter(pk=thing.pk)
    if isinstance(thing, TwinningPage):
        return JournalPost.objects.filter(twinning=thing)
    return JournalPost.objects.none()


def _about_post(post: JournalPost) -> About:
    place = post.partner.organisation.city if post.partner else ""

    def mark(code: str) -> str:
        with override(code):
            when = _JOURNAL[code].format(day=day(post.day))
        return f"{place or post.twinning.name.best(code).text}, {when}"

    return About(
        page=post,
        group=post.twinning.name,
        label=f"{day(post.day)}. {post}",
        mark=_each(mark),
        heading=_("Journal, %(day)s") % {"day": day(post.day)},
        changed=_("The post has changed since it was cited."),
    )


def _voice(partner: Partner | None) -> Voice:
    if partner is None:
        return Voice()
    organisation = partner.organisation
    return Voice(organisation.name, organisation.city, partner.sort_order == 1)


def _each(said: Callable[[str], str]) -> Text:
    return Text(*(said(code) for code in LANGUAGES))


ACCOUNT = Citable(
    kind="account",
    model=Account,
    needs=("phase__template", "phase__twinning", "phase__space", "partner__organisation"),
    seen=_accounts_seen,
    offered=_accounts_offered,
    inside=_accounts_inside,
    guards=lambda account: [account.phase, account.phase.twinning],
    passages=lambda account: [getattr(account, part) for part in Account.PARTS],
    voice=lambda account: _voice(account.partner),
    about=_about_account,
    counted=lambda number: (
        ngettext("%(count)d account of a phase", "%(count)d accounts of phases", number)
        % {"count": number}
    ),
)

POST = Citable(
    kind="post",
    model=JournalPost,
    needs=("twinning", "space", "partner__organisation"),
    seen=_posts_seen,
    offered=_posts_offered,
    inside=_posts_inside,
    guards=lambda post: [post, post.twinning],
    passages=lambda post: [post.text, post.title],
    voice=lambda post: _voice(post.partner),
    about=_about_post,
    counted=lambda number: (
        ngettext("%(count)d post of a journal", "%(count)d posts of journals", number)
        % {"count": number}
    ),
)
