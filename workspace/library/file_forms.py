"""Forms of files in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from workspace.access.audience import audience_of
from workspace.library.files import prepare_picture
from workspace.library.rules import spaces_of


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
