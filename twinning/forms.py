"""Forms of the front office for twinnings."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from twinning.models import Account
from twinning.opening import check_partners
from twinning.people import first_levels
from workspace.access.tiers import Tier
from workspace.languages.forms import MultilingualFormField
from workspace.library.fields_of_work import FieldOfWork
from workspace.members.models import Organisation


class AccountForm(forms.ModelForm):  # type: ignore[type-arg]
    """A partner's words. `version` is the state that the writer saw, `seen` their draft.

    `tab` tells one opened form from another.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    tab = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    class Meta:
        model = Account
        fields = ("language", *Account.PARTS)
        widgets = {
            "lead": forms.Textarea(attrs={"rows": 3}),
            "did": forms.Textarea(attrs={"rows": 7}),
            "used": forms.Textarea(attrs={"rows": 5}),
            "failed": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "lead": _("What one would quote. 400 characters at most."),
            "failed": _(
                "Difficulties teach the others most. “Who can see this” says who reads it."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in Account.PARTS:  # an account is kept without them; nobody signs it so
            self.fields[name].asked_later = True  # type: ignore[attr-defined]

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=_("What is still needed"),
        help_text=_("The partners read this. Name the thing and the person who can bring it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class PartnerField(forms.ModelChoiceField):
    """One organisation of the network, named after its town."""

    def __init__(self, **more: Any):
        super().__init__(queryset=Organisation.objects.enrolled(), empty_label=None, **more)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.city}, {obj.name}"


class TwinningForm(forms.Form):
    """Opens a twinning: at least two partners of different communities, in their order."""

    PARTNERS = ("first", "second", "third", "fourth")

    name = MultilingualFormField(label=_("Name of the twinning"), max_length=150)
    summary = MultilingualFormField(
        label=_("What they do together"), long=True, help_text=_("Two or three sentences.")
    )
    field = forms.ChoiceField(label=_("Field"), choices=FieldOfWork.choices)
    first = PartnerField(label=_("First partner"), help_text=_("Drawn in petrol."))
    second = PartnerField(
        label=_("Second partner"), help_text=_("Of another community. Drawn in saffron.")
    )
    third = PartnerField(label=_("Third partner"), required=False)
    fourth = PartnerField(label=_("Fourth partner"), required=False)
    tier = forms.ChoiceField(
        label=_("Who can see it"),
        choices=first_levels,
        initial=Tier.PUBLIC.value,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        offered = [("", _("Choose an organisation")), *self._by_country()]
        for name in self.PARTNERS:
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def _by_country(self) -> list[tuple[str, list[tuple[Any, str]]]]:
        """The organisations of each country, both in the order of the reader's alphabet."""
        named = self.fields["first"].label_from_instance  # type: ignore[attr-defined]
        found: dict[str, list[tuple[Any, str]]] = defaultdict(list)
        for each in Organisation.objects.enrolled().order_by("city", "name"):
            found[str(each.country)].append((each.pk, named(each)))
        return [(country, found[code]) for code, country in countries if code in found]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("first") and data.get("second"):
            data["partners"] = [data[name] for name in self.PARTNERS if data.get(name)]
            try:
                check_partners(data["partners"])
            except forms.ValidationError as refusal:
                self.add_error("second", refusal)
        return data
