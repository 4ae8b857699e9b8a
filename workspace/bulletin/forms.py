"""Forms of the editors: the texts of an issue, and what the home page puts first."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from workspace.access.tiers import OPEN, Tier, offered
from workspace.bulletin.citing import Cited, Reference, reference
from workspace.bulletin.services import PLACES
from workspace.languages.forms import MultilingualFormField


class IssueForm(forms.Form):
    """`version` is the state that the writer saw."""

    title = MultilingualFormField(
        label=_("Title"),
        help_text=_("What this issue is about, in a few words. Needed in all three to publish."),
        max_length=150,
    )
    editorial = MultilingualFormField(
        label=_("Editorial"),
        help_text=_("Why these things now. An empty line begins a new paragraph."),
        long=True,
        required=False,
        max_length=4000,
    )
    tier = forms.ChoiceField(
        label=_("Who can see this issue once it is published"),
        choices=offered(*OPEN),
        initial=Tier.PUBLIC.value,
        widget=forms.RadioSelect,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "editorial", "tier")}


def title_of(thing: Cited) -> str:
    return thing.description.title.best(get_language() or "en").text


class FrontForm(forms.Form):
    """Three places; `seen` is the digest of what the form was opened on."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, groups: list[tuple[Any, list[Cited]]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices: list[Any] = [("", _("Nothing"))]
        choices += [
            (name, [(each.key, title_of(each)) for each in things]) for name, things in groups
        ]
        for place in PLACES:
            self.fields[f"place_{place}"] = forms.ChoiceField(
                label=_("Place %(number)d") % {"number": place}, choices=choices, required=False
            )

    @property
    def places(self) -> list[Any]:
        return [self[f"place_{place}"] for place in PLACES]

    def references(self) -> list[Reference]:
        keys = [self.cleaned_data[f"place_{place}"] for place in PLACES]
        return [reference(key) for key in keys if key]
