"""Forms of the front office for twinnings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from twinning.models import Account
from twinning.opening import check_partners
from twinning.people import first_levels
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

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=_("What is still needed"),
        help_text=_("The partners read this. Name the thing and the person who can bring it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class OrganisationsField(forms.ModelMultipleChoiceField):
    """Organisations with their places: a name alone does not say which shore it is on."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.place})"


class TwinningForm(forms.Form):
    """Opens a twinning: at least two partners of different communities."""

    name = MultilingualFormField(label=_("Name of the twinning"), max_length=150)
    summary = MultilingualFormField(
        label=_("What they do together"), long=True, help_text=_("Two or three sentences.")
    )
    field = forms.ChoiceField(label=_("Field"), choices=FieldOfWork.choices)
    partners = OrganisationsField(
        label=_("Partners"),
        help_text=_("Two or more, of different communities."),
        queryset=Organisation.objects.enrolled(),
        widget=forms.CheckboxSelectMultiple,
    )
    tier = forms.ChoiceField(label=_("Who can see it"), choices=first_levels)

    def clean_partners(self) -> Any:
        partners = list(self.cleaned_data["partners"])
        check_partners(partners)
        return partners
