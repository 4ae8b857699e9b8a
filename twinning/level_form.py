"""Choosing who can see something."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from twinning.people import level_choices
from workspace.access import grants
from workspace.access.tiers import Tier


class LevelForm(forms.Form):
    """`was` is the level that the form showed; people are asked for the level Named only."""

    was = forms.CharField(widget=forms.HiddenInput)
    tier = forms.ChoiceField(label=_("Who can see it"), widget=forms.RadioSelect)
    people = forms.ModelMultipleChoiceField(
        label=_("People"),
        help_text=_("For the level Named only. You are always one of them."),
        queryset=get_user_model()._default_manager.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, obj: Any, user: Any, data: Any = None):
        first = {"was": obj.tier, "tier": obj.tier, "people": grants.named_people(obj)}
        super().__init__(data, initial=first)
        self.user = user
        least = obj.twinning.tier if hasattr(obj, "twinning") else Tier.PUBLIC
        named = (Tier.NAMED.value, Tier.NAMED.in_words)
        self.fields["tier"].choices = [*level_choices(obj.space, str(least)), named]  # type: ignore[attr-defined]
        people = get_user_model()._default_manager.filter(space_memberships__space=obj.space_id)
        self.fields["people"].queryset = people.exclude(pk=user.pk).order_by("pk")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("tier") == Tier.NAMED and not data.get("people"):
            self.add_error("people", gettext("Choose one person at least."))
        return data

    def named(self) -> list[Any]:
        chosen = [self.user, *self.cleaned_data["people"]]
        return chosen if self.cleaned_data["tier"] == Tier.NAMED else []
