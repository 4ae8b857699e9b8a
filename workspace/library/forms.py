"""Forms of the library, in the front office and in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from workspace.access.audience import Audience, audience_of
from workspace.access.models import Space
from workspace.access.tiers import Tier
from workspace.library.files import prepare_attachment, prepare_picture
from workspace.library.models import Resource
from workspace.library.rules import spaces_of
from workspace.library.uploads import ALLOWED, MAX_BYTES

_CHOSEN_LATER = "named"


class ResourceForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new resource: a file, an address, or (for a reference) neither."""

    file = forms.FileField(label=_("File"), required=False)
    tier = forms.ChoiceField(
        label=_("Who can see it"),
        choices=[(tier.value, tier.label) for tier in Tier if tier.value != _CHOSEN_LATER],
        initial=Tier.NETWORK.value,
    )
    space = forms.ModelChoiceField(
        label=_("Space"),
        help_text=_("Its people look after it; at the level Space they alone see it."),
        queryset=Space.objects.none(),
    )

    url = forms.URLField(
        label=_("Address"),
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
        }

    def __init__(self, *args: Any, audience: Audience, **kwargs: Any):
        super().__init__(*args, **kwargs)
        spaces = self.fields["space"]
        assert isinstance(spaces, forms.ModelChoiceField)
        spaces.queryset = spaces_of(audience)
        self.fields["file"].help_text = gettext("%(limit)d MB at most. Types: %(types)s.") % {
            "limit": MAX_BYTES // 1024**2,
            "types": ", ".join(ALLOWED),
        }
        self.fields["year"].widget.attrs["inputmode"] = "numeric"

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

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors or data.get("kind") == Resource.Kind.REFERENCE:
            return data
        if data.get("kind") == Resource.Kind.LINK and not data.get("url"):
            self.add_error("url", gettext("Write the address to which this link leads."))
        elif not data.get("url") and not data.get("file"):
            self.add_error("file", gettext("Add a file here, or write an address below."))
        return data

    def words(self) -> dict[str, Any]:
        """What the service takes, without file, tier and space."""
        return {
            name: self.cleaned_data[name]
            for name in self.Meta.fields
            if name not in ("file", "tier", "space")
        }


class _OwnSpaces:
    """In the admin too, a person puts things into their own spaces only."""

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any):
        super().__init__(*args, user=user, **kwargs)  # type: ignore[call-arg]
        if user is not None and "space" in self.fields:  # type: ignore[attr-defined]
            self.fields["space"].queryset = spaces_of(audience_of(user))  # type: ignore[attr-defined]


class PictureField(WagtailImageField):
    """Judged before Wagtail decodes it: a small file may unpack to an enormous picture."""

    def to_python(self, data: Any) -> Any:
        if data:
            data = prepare_picture(data)
            data.prepared = True
        try:
            return super().to_python(data)
        except (OSError, SyntaxError):
            # Wagtail decodes it to know its size; only now damage inside comes to light.
            raise forms.ValidationError(
                gettext("This picture is damaged and cannot be opened.")
            ) from None


class PictureForm(_OwnSpaces, BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            usual = self.fields["file"]
            self.fields["file"] = PictureField(
                label=usual.label, required=usual.required, widget=usual.widget
            )


class AttachmentForm(_OwnSpaces, BaseDocumentForm):
    pass
