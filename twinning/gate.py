"""What is missing before a phase can be closed. A refusal shows this list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from twinning.models import Account, Partner, PhasePage
from twinning.phase_files import files_in
from workspace.languages.text import Text

#: Several pictures at once are pictures too.
_COUNTS_AS = {"gallery": "picture"}


@dataclass(frozen=True)
class Requirement:
    """One thing that must be there. `kind` is account, evidence or signature.

    `block` is the kind of evidence, `at` the evidence that must be changed, `partner` the key
    of the partner who must act.
    """

    kind: str
    done: bool
    label: str
    detail: str = ""
    block: str = ""
    at: str = ""
    partner: int = 0


def requirements(phase: PhasePage, language: str) -> list[Requirement]:
    """Everything the phase needs, missing things first."""
    # Not `phase.twinning.partners`: once prefetched, a narrowed copy of it forgets its twinning.
    partners = list(
        Partner.objects.filter(twinning=phase.twinning_id)
        .select_related("organisation")
        .order_by("sort_order")
    )
    accounts = {account.partner_id: account for account in phase.accounts.all()}
    signed = set(phase.signatures.values_list("partner_id", flat=True))
    needed = [_account(partner, accounts.get(partner.pk)) for partner in partners]
    needed += evidence_requirements(phase, language)
    needed += _descriptions(phase)
    needed += [_signature(partner, partner.pk in signed) for partner in partners]
    return sorted(needed, key=lambda requirement: requirement.done)


def evidence_requirements(phase: PhasePage, language: str) -> list[Requirement]:
    """The evidence that the template of the phase asks for, by kind of block."""
    there = {_COUNTS_AS.get(block.block_type, block.block_type) for block in phase.body}
    return [
        Requirement(
            kind="evidence",
            done=item["kind"] in there,
            label=Text.of(item["label"]).best(language).text,
            block=item["kind"],
        )
        for item in phase.template.evidence
    ]


def undescribed(phase: PhasePage) -> list[str]:
    """The evidence in which a picture has no words for those who do not see it, by its id."""
    return [
        block.id
        for block in phase.body
        if any(file is not None and not getattr(file, "alt", True) for file in files_in(block))
    ]


def _descriptions(phase: PhasePage) -> list[Requirement]:
    """Asked only where they are missing: most phases have no pictures, or all their words."""
    label = _("What each picture shows")
    detail = _("For those who do not see it.")
    return [Requirement("evidence", False, label, detail, at=at) for at in undescribed(phase)]


def missing(phase: PhasePage, language: str) -> list[Requirement]:
    return [need for need in requirements(phase, language) if not need.done]


def _account(partner: Any, account: Account | None) -> Requirement:
    label = _("Account of %(partner)s") % {"partner": partner.organisation.name}
    if account is None:
        return Requirement("account", False, label, _("Not begun."), partner=partner.pk)
    if account.is_complete:
        return Requirement("account", True, label, partner=partner.pk)
    parts = ", ".join(account.missing_parts)
    detail = _("Still empty: %(parts)s.") % {"parts": parts}
    return Requirement("account", False, label, detail, partner=partner.pk)


def _signature(partner: Any, done: bool) -> Requirement:
    organisation = partner.organisation
    return Requirement(
        kind="signature",
        done=done,
        label=_("Signature of %(partner)s") % {"partner": organisation.name},
        detail=""
        if done
        else _("Only the co-ordinator in %(city)s can sign.") % {"city": organisation.city},
    )
