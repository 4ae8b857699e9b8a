"""What research holds of a person. Answers to surveys are those of organisations: not here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from research.models import Finding, Snapshot
from workspace.access.audience import audience_of
from workspace.registries import personal_data

if TYPE_CHECKING:
    from workspace.accounts.models import User


def register_parts() -> None:
    personal_data.register("findings", findings)
    personal_data.register("survey_results", survey_results)


def findings(user: User) -> list[dict[str, Any]]:
    seen = Finding.objects.visible_to(audience_of(user))
    return [
        {
            "number": finding.number,
            "page": finding.get_absolute_url(),
            "kind": finding.kind,
            "found_on": finding.found_on,
            "title": finding.title.as_dict(),
            "statement": finding.statement.as_dict(),
            "withdrawn_on": finding.withdrawn_on,
            "withdrawn_because": finding.withdrawn_because,
        }
        for finding in seen.filter(author=user).order_by("number")
    ]


def survey_results(user: User) -> list[dict[str, Any]]:
    """Results that this person froze."""
    seen = Snapshot.objects.visible_to(audience_of(user)).filter(taken_by=user)
    return [
        {"page": row.get_absolute_url(), "question": row.question, "taken_on": row.taken_on}
        for row in seen.order_by("pk")
    ]
