"""Forms of enrolment, invitations and roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from workspace.accounts.models import User
from workspace.languages.forms import NAMES
from workspace.members.models import (
    Application,
    CharterVersion,
    Contact,
    Invitation,
    Membership,
    MembershipQuerySet,
)


class BeginForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The link to go on with your application is sent to it."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class _Step(forms.ModelForm):  # type: ignore[type-arg]
    """One step of an application: the fields of `needed` must be filled before it is sent."""

    needed: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in self.needed:
            self.fields[name].required = True

    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class OrganisationStep(_Step):
    needed = ("name", "city", "country", "about")

    website = forms.URLField(
        label=_("Site"),
        required=False,
        assume_scheme="https",
        help_text=_("Where one can read more, beginning with https://"),
    )

    class Meta:
        model = Application
        fields = ("name", "kind", "city", "country", "website", "about")
        widgets = {"about": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"about": _("Two or three sentences: what it does, where and for whom.")}


class ContactStep(_Step):
    needed = ("first_name", "last_name")

    class Meta:
        model = Application
        fields = ("first_name", "last_name", "function", "phone")
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
        }
        help_texts = {"phone": _("With the code of the country, for example +54 341 ...")}


class WishStep(_Step):
    needed = ("wish",)

    charter_read = forms.BooleanField(
        label=_("We have read the charter and agree with it"),
        help_text=_("It is signed after the enrolment, by you as co-ordinator."),
        error_messages={"required": _("Read the charter, then tick this box.")},
    )

    class Meta:
        model = Application
        fields = ("wish",)
        widgets = {"wish": forms.Textarea(attrs={"rows": 6})}
        labels = {"wish": _("What do you want to do, and with whom?")}
        help_texts = {"wish": _("A project, a town you think of, a question: a few lines do.")}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if CharterVersion.objects.in_force(timezone.localdate()) is None:
            del self.fields["charter_read"]


STEPS: tuple[type[_Step], ...] = (OrganisationStep, ContactStep, WishStep)


class _Holding(forms.BaseForm):
    base_fields: ClassVar[dict[str, forms.Field]]

    @classmethod
    def holding(cls, typed: Mapping[str, str]) -> Self:
        """The form with what was typed into it, right or not, and without a judgement."""
        return cls(initial={name: typed[name] for name in cls.base_fields if name in typed})


class Together:
    """Several forms that one page sends at once, for the summary of their errors."""

    def __init__(self, forms: Sequence[forms.BaseForm]):
        self.forms = forms

    @property
    def errors(self) -> bool:
        return any(form.errors for form in self.forms)

    @property
    def non_field_errors(self) -> list[str]:
        return [str(error) for form in self.forms for error in form.non_field_errors()]

    def hidden_fields(self) -> list[forms.BoundField]:
        return [bound for form in self.forms for bound in form.hidden_fields()]

    def visible_fields(self) -> list[forms.BoundField]:
        return [bound for form in self.forms for bound in form.visible_fields()]


class ContactForm(_Holding, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Contact
        fields = ("on", "way", "said")
        widgets = {
            "on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "said": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        ways = [("", _("Choose")), *Contact.Way.choices]
        self.fields["way"].choices = ways  # type: ignore[attr-defined]

    def has_changed(self) -> bool:
        """The day stands there from the beginning: alone it is no contact."""
        return bool({"way", "said"} & set(self.changed_data))

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(gettext("This day is still to come."), code="future")
        return day


class EnrolForm(_Holding, forms.Form):
    """Where it lies on the map; without, it is in the list only."""

    latitude = forms.FloatField(label=_("Latitude"), required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(
        label=_("Longitude"), required=False, min_value=-180, max_value=180
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and (data["latitude"] is None) != (data["longitude"] is None):
            raise forms.ValidationError(gettext("Write both, or none of them."), code="half")
        return data


class DeclineForm(_Holding, forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The applicant receives these words by e-mail. Write in their language."),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class InviteForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Invitation
        fields = ("email", "language")


class JoinForm(forms.Form):
    """An account for the invited person; the address is the one that was invited."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=list(NAMES.items()))
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least ten characters. Three or four words that you remember do well."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        names = {name: self.cleaned_data.get(name, "") for name in ("first_name", "last_name")}
        validate_password(password, User(email=self.email, **names))
        return password


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.user)


class CoordinatorForm(forms.Form):
    """Choose among `people`, memberships of one organisation."""

    taker = PersonField(
        label=_("Who co-ordinates from now on?"),
        queryset=Membership.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, people: MembershipQuerySet, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["taker"]
        assert isinstance(field, PersonField)
        field.queryset = people.in_order()
