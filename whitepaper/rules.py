"""Who may do what with recommendations and editions. Every answer carries its reason."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from research.models import Finding
from whitepaper import chain
from whitepaper.models import Edition, Recommendation
from workspace.access.audience import Audience, audience_of
from workspace.access.decisions import ALLOWED, Decision, refused
from workspace.access.rules import is_editor
from workspace.languages.forms import NAMES
from workspace.languages.text import LANGUAGES
from workspace.members.rules import may_speak_for_an_organisation

Recommended = Recommendation.State
State = Edition.State


def may_propose(audience: Audience) -> Decision:
    if audience.everything:
        return ALLOWED
    if audience.network:
        return may_speak_for_an_organisation(audience.user_id)
    return refused(_("Only members of an enrolled organisation propose recommendations."))


def may_retain(user: Any, recommendation: Recommendation) -> Decision:
    """An editor, on a proposed recommendation whose findings are as open as itself."""
    decision = _edits_recommendations(user, recommendation)
    if not decision:
        return decision
    if recommendation.state == Recommended.RETAINED:
        return refused(_("This recommendation is already retained."))
    if recommendation.state == Recommended.WITHDRAWN:
        return refused(_("This recommendation was withdrawn. Propose it again to retain it."))
    return _open_enough(user, recommendation)


def may_withdraw(user: Any, recommendation: Recommendation) -> Decision:
    decision = _edits_recommendations(user, recommendation)
    if decision and recommendation.state == Recommended.WITHDRAWN:
        return refused(_("This recommendation is already withdrawn."))
    return decision


def may_write_edition(user: Any, programme: Any) -> Decision:
    if is_editor(user, programme.editorial_space_id):
        return ALLOWED
    return refused(_("Only the editors of the programme write the white paper."))


def may_edit(user: Any, edition: Edition) -> Decision:
    decision = may_write_edition(user, edition.programme)
    if decision and edition.state != State.DRAFT:
        return refused(_("This edition is compiled: its texts no longer change."))
    return decision


def may_compile(user: Any, edition: Edition) -> Decision:
    """An editor, on a draft that blocks nothing; the reason lists everything that does."""
    decision = may_edit(user, edition)
    if not decision:
        return decision
    reasons = blocks(edition, audience_of(user))
    return refused(" ".join(reasons)) if reasons else ALLOWED


def blocks(edition: Edition, audience: Audience) -> list[str]:
    """Sentences: why this draft cannot be compiled yet. Closed sources are named one by one."""
    recommendations = chain.chosen(edition)
    if not recommendations:
        return [_("No recommendation is chosen yet.")]
    reasons = [
        _("Recommendation %(number)d is not retained.") % {"number": each.number}
        for each in recommendations
        if each.state != Recommended.RETAINED
    ]
    closed = chain.too_closed(edition, recommendations)
    if closed:
        reasons.append(
            _("Not everyone who may read this edition may see these sources: %(sources)s.")
            % {"sources": chain.names(closed, audience)}
        )
    return reasons


def may_build(user: Any, edition: Edition) -> Decision:
    decision = may_write_edition(user, edition.programme)
    if decision and edition.state == State.DRAFT:
        return refused(_("Compile this edition first."))
    return decision


def may_publish(user: Any, edition: Edition) -> Decision:
    """An editor, on a compiled edition that has its PDF in every language."""
    decision = may_build(user, edition)
    if not decision:
        return decision
    if edition.state == State.PUBLISHED:
        return refused(_("This edition is already published."))
    gone = Finding.objects.filter(
        uses__recommendation__items__edition=edition, withdrawn_on__isnull=False
    )
    if numbers := sorted(set(gone.values_list("number", flat=True))):
        return refused(
            _("These findings were withdrawn: %(numbers)s. Write a new edition without them.")
            % {"numbers": ", ".join(map(str, numbers))}
        )
    there = {file.language for file in edition.files.all()}  # type: ignore[attr-defined]
    missing = [code for code in LANGUAGES if code not in there]
    if missing:
        return refused(
            _("The PDF is not built yet in: %(languages)s.")
            % {"languages": ", ".join(NAMES[code] for code in missing)}
        )
    return ALLOWED


def _edits_recommendations(user: Any, recommendation: Recommendation) -> Decision:
    if is_editor(user, recommendation.programme.editorial_space_id):
        return ALLOWED
    return refused(_("Only the editors of the programme retain or withdraw a recommendation."))


def _open_enough(user: Any, recommendation: Recommendation) -> Decision:
    closed = chain.findings_too_closed(recommendation, recommendation.findings.all())
    if not closed:
        return ALLOWED
    return refused(
        _("Not everyone who may read this recommendation may see these sources: %(sources)s.")
        % {"sources": chain.names(closed, audience_of(user))}
    )
