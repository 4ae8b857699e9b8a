"""What a researcher fills in to publish a finding."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from research.findings import Quotation, source_name
from research.models import Finding, Snapshot
from twinning.models import Account, PhasePage, PhaseState, ProgrammePage, TwinningPage
from workspace.access.tiers import Tier
from workspace.languages.forms import MultilingualFormField
from workspace.languages.templatetags.languages import words
from workspace.library.fields_of_work import FieldOfWork

#: Accounts that one form can cite.
ACCOUNTS = 4


class ResultChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, snapshot: Any) -> str:
        return source_name(snapshot)


class FindingForm(forms.Form):
    """Offers only evidence that its writer may see: frozen results, accounts of closed phases."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=Finding.Kind.choices, widget=forms.RadioSelect
    )
    field = forms.ChoiceField(
        label=_("Field"), choices=[("", _("All fields")), *FieldOfWork.choices], required=False
    )
    title = MultilingualFormField(
        label=_("Finding"), help_text=_("One sentence that says one thing."), max_length=200
    )
    statement = MultilingualFormField(
        label=_("What was found"),
        help_text=_("Name what was seen, where, and how often."),
        long=True,
    )
    snapshots = ResultChoice(
        label=_("Survey results"), queryset=Snapshot.objects.none(), required=False
    )
    tier = forms.ChoiceField(
        label=_("Who can see it"),
        help_text=_("Never more people than those who see each of its sources."),
        choices=[("", _("As many as its sources allow")), *Tier.choices[:3]],
        required=False,
    )

    def __init__(self, programme: ProgrammePage, audience: Any, data: Any = None) -> None:
        super().__init__(data)
        results = self.fields["snapshots"]
        results.queryset = (  # type: ignore[attr-defined]
            Snapshot.objects.visible_to(audience)
            .filter(wave__programme=programme)
            .select_related("wave__version")
            .order_by("wave__number", "pk")
        )
        results.widget = forms.CheckboxSelectMultiple(choices=results.choices)  # type: ignore[attr-defined]
        self.accounts = {str(each.pk): each for each in _accounts(programme, audience)}
        choices = _grouped(list(self.accounts.values()))
        for place in range(1, ACCOUNTS + 1):
            self.fields[f"account_{place}"] = forms.ChoiceField(
                label=_("Account %(number)d") % {"number": place},
                choices=choices,
                required=False,
            )
            self.fields[f"quote_{place}"] = forms.CharField(
                label=_("Words to quote from account %(number)d") % {"number": place},
                help_text=_("Copied letter by letter. Empty: its first sentence."),
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.order_fields([*list(self.fields)[:5], *list(self.fields)[6:], "tier"])

    def quotations(self) -> list[Quotation]:
        data = self.cleaned_data
        return [
            Quotation(self.accounts[data[f"account_{place}"]], data[f"quote_{place}"])
            for place in range(1, ACCOUNTS + 1)
            if data[f"account_{place}"]
        ]


def _accounts(programme: ProgrammePage, audience: Any) -> Any:
    phases = PhasePage.objects.visible_to(audience).filter(
        state=PhaseState.VALIDATED,
        twinning__in=TwinningPage.objects.visible_to(audience).filter(programme=programme),
    )
    return (
        Account.objects.filter(phase__in=phases)
        .select_related(
            "phase__template", "phase__twinning", "phase__space", "partner__organisation"
        )
        .order_by("phase__twinning__slug", "phase__template__number", "partner__sort_order")
    )


def _grouped(accounts: list[Account]) -> list[tuple[Any, Any]]:
    """Choices under the names of the twinnings."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for account in accounts:
        phase = account.phase
        label = f"{phase.template.number}. {account.partner.organisation.name}"
        groups.setdefault(words(phase.twinning.name), []).append((str(account.pk), label))
    return [("", "-"), *groups.items()]
