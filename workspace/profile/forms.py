"""Forms of one's own account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workspace.accounts.mailing import choices_of
from workspace.accounts.models import User
from workspace.registries.mailings import FREQUENCIES


class NameForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ("first_name", "last_name")
        labels = {"first_name": _("First name"), "last_name": _("Last name")}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["first_name"].required = True
        self.fields["first_name"].widget.attrs["autocomplete"] = "given-name"
        self.fields["last_name"].widget.attrs["autocomplete"] = "family-name"


class LanguageForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ("language",)
        labels = {"language": _("Language of the pages and mails")}
        widgets = {"language": forms.RadioSelect}


class MailsForm(forms.Form):
    """One question a category, with the frequencies that its sender knows."""

    def __init__(self, user: User, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for choice in choices_of(user):
            category = choice.category
            self.fields[category.key] = forms.ChoiceField(
                label=category.name,
                help_text=category.detail,
                choices=[(each, FREQUENCIES[each]) for each in category.frequencies],
                initial=choice.frequency,
                widget=forms.RadioSelect,
            )


class ClosingForm(forms.Form):
    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
