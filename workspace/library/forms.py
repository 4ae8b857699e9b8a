"""Forms of the resource centre: write one, review one, translate one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from workspace.access.audience import Audience
from workspace.access.models import Space
from workspace.access.tiers import UNNAMED, Tier, offered
from workspace.languages.forms import NAMES
from workspace.library.fields_of_work import FieldOfWork
from workspace.library.files import prepare_attachment
from workspace.library.licences import Licence
from workspace.library.models import Resource
from workspace.library.rules import spaces_of
from workspace.library.uploads import ALLOWED, MAX_BYTES

#: Choices that a draft may still leave open.
_MAY_WAIT: dict[str, Iterable[tuple[str, Any]]] = {
    "language": NAMES.items(),
    "field": FieldOfWork.choices,
    "licence": Licence.choices,
}


class ResourceForm(forms.ModelForm):  # type: ignore[type-arg]
    """A resource, complete or not: only its title is compulsory, the rest may follow.

    `version` is the state that the writer saw, `token` belongs to one opened form.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    file = forms.FileField(label=_("File"), required=False)
    tier = forms.ChoiceField(
        label=_("Who can see it once it is published"),
        choices=offered(*UNNAMED),
        initial=Tier.NETWORK.value,
        widget=forms.RadioSelect,
    )
    space = forms.ModelChoiceField(
        label=_("Space"),
        help_text=_("Its people see the draft and look after it."),
        queryset=Space.objects.none(),
        empty_label=None,
    )
    url = forms.URLField(
        label=_("Web address"),
        required=False,
        assume_scheme="https",
        help_text=_("Where it is on another site, beginning with https://"),
    )

    class Meta:
        model = Resource
        fields = (
            "kind",
            "title",
            "summary",
            "authors",
            "year",
            "language",
            "field",
            "file",
            "url",
            "licence",
            "tier",
            "space",
        )
        widgets = {"summary": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "summary": _("Two or three sentences: what it holds and for whom it is useful."),
            "authors": _("People or organisations, separated by commas."),
            "licence": _("What others may do with it. Ask its authors when you do not know."),
        }

    def __init__(self, *args: Any, audience: Audience, **kwargs: Any):
        super().__init__(*args, **kwargs)
        spaces = self.fields["space"]
        assert isinstance(spaces, forms.ModelChoiceField)
        spaces.queryset = spaces_of(audience)
        if self.instance.pk:
            # An editor keeps the space of what others have added.
            spaces.queryset |= Space.objects.filter(pk=self.instance.space_id)
            self.fields["version"].initial = self.instance.version
        else:
            self.fields["token"].initial = uuid4()
            self.fields["language"].initial = get_language()
            self.fields["space"].initial = _nearest(spaces.queryset)
        for name, choices in _MAY_WAIT.items():
            field = self.fields[name]
            assert isinstance(field, forms.TypedChoiceField)
            field.choices = [("", _("Not said yet")), *choices]
        for name in ("summary", "authors", "language", "licence"):
            self.fields[name].asked_later = True  # type: ignore[attr-defined]
        self.fields["file"].help_text = self._about_files()
        self.fields["year"].widget.attrs["inputmode"] = "numeric"

    def _about_files(self) -> str:
        limits = gettext("%(limit)d MB at most. Types: %(types)s.") % {
            "limit": MAX_BYTES // 1024**2,
            "types": ", ".join(ALLOWED),
        }
        if not self.instance.attachment_id:
            return limits
        there = gettext("There now: %(name)s. A new file takes its place.")
        return f"{there % {'name': self.instance.attachment.filename}} {limits}"

    def clean_year(self) -> int | None:
        year: int | None = self.cleaned_data["year"]
        latest = timezone.localdate().year + 1
        if year is not None and not 1400 <= year <= latest:
            raise forms.ValidationError(gettext("This year cannot be right."), code="year")
        return year

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file:
            file = prepare_attachment(file)
            file.prepared = True  # type: ignore[attr-defined]
        return file

    def words(self) -> dict[str, Any]:
        """What the services take, without file, tier and space."""
        apart = ("file", "tier", "space")
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name not in apart}


def _nearest(spaces: Any) -> Space | None:
    """A circle of one's own before the whole network."""
    return min(spaces, key=lambda space: space.kind == Space.Kind.NETWORK, default=None)


class PublishForm(forms.Form):
    """The last look of an editor: for whom, under which licence, in which language."""

    tier = forms.ChoiceField(
        label=_("Who can see it once it is published"),
        choices=offered(*UNNAMED),
        widget=forms.RadioSelect,
    )
    licence = forms.ChoiceField(label=_("Licence"), choices=Licence.choices)
    language = forms.ChoiceField(label=_("Language"), choices=list(NAMES.items()))


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("The author reads this. Say what to change, and how you can help."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class TranslationForm(forms.Form):
    """Each passage in one language; `seen` is the digest of what the form was opened on."""

    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    summary = forms.CharField(
        label=_("Summary"), required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    credit = forms.CharField(
        label=_("Name shown with the translation"),
        help_text=_("A name or an organisation. Left empty, no name is shown."),
        max_length=120,
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def clean(self) -> dict[str, Any]:
        """Nothing written is a translation removed, or, where there is none, a mistake."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(data.get(name) or self.initial.get(name) for name in Resource.PASSAGES):
            self.add_error("title", _("Write the title or the summary in this language."))
        return data

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in Resource.PASSAGES}
