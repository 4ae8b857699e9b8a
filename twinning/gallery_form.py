"""A gallery: several pictures are chosen at once; what each shows is asked on the page after."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from twinning.evidence_forms import list_item
from twinning.file_forms import ALT_HELP, UploadForm, describe
from twinning.journal_forms import AskedLaterField, PhotosField
from workspace.library.files import StoredFile, prepare_picture
from workspace.library.renditions import with_renditions
from workspace.library.uploads import MAX_BYTES, PICTURES

#: As many as the web server takes in one go (`client_max_body_size`), each of full weight.
MOST_AT_ONCE = 8

_ENTRY_FIELDS = ("alt", "caption", "removed")


class GalleryForm(UploadForm):
    """The pictures that are there, each with its words, and room for more.

    A file that is refused stands in `refused` with its reason and leaves the others alone. While
    new pictures come in, words of those already there may still be missing: they are asked on
    the page that comes back, so that nobody sends a picture twice.
    """

    name = _("Gallery")
    kinds = PICTURES
    prepare = staticmethod(prepare_picture)
    again = _("Choose the pictures again.")
    asked = _("Who can see the pictures")
    file = PhotosField(label=_("Pictures"), required=False)

    def __init__(self, **kwargs: Any):
        super().__init__(**kwargs)
        file = self.fields["file"]
        file.required = not self.value
        if self.value:
            file.label = gettext("More pictures")
        file.help_text = gettext(
            "You can choose several: %(most)d at a time, of %(limit)d MB at most each. Types: "
            "%(types)s. What they show is asked on the next page. They are turned upright, and "
            "the notes of the camera (place, device) are taken out."
        ) % {"most": MOST_AT_ONCE, "limit": MAX_BYTES // 1024**2, "types": ", ".join(PICTURES)}
        for number, entry in self._entries():
            for name, field in _entry_fields(number, entry).items():
                self.fields[f"{name}_{number}"] = field

    def first(self, value: Any) -> dict[str, Any]:
        return {}

    def rows(self) -> list[dict[str, Any]]:
        """Each picture with its fields, in the order of the gallery."""
        with_renditions([entry["image"] for _number, entry in self._entries()])
        return [
            {
                "picture": entry["image"],
                **{name: self[f"{name}_{number}"] for name in _ENTRY_FIELDS},
            }
            for number, entry in self._entries()
        ]

    def others(self) -> list[forms.BoundField]:
        """The fields that belong to no picture."""
        names = {f"{name}_{number}" for number, _entry in self._entries() for name in _ENTRY_FIELDS}
        return [bound for bound in self if bound.name not in names]

    def clean_file(self) -> list[Any]:
        """The files that are taken, ready to be stored."""
        taken: list[Any] = []
        for number, file in enumerate(self.cleaned_data["file"]):
            try:
                if number >= MOST_AT_ONCE:
                    raise ValidationError(gettext("Too many at a time. Add it now."))
                taken.append(self.prepared(file))
            except ValidationError as refusal:
                why = " ".join(refusal.messages)
                self.refused.append(gettext("%(name)s: %(why)s") % {"name": file.name, "why": why})
        if self.refused and not taken:
            raise ValidationError(self.refused)
        return taken

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self.goes_on = bool(data.get("file"))
        for number, _entry in self._entries():
            silent = not data.get(f"removed_{number}") and data.get(f"alt_{number}") == ""
            if silent and not self.goes_on:
                self.add_error(
                    f"alt_{number}", gettext("Say in a few words what this picture shows.")
                )
        if not self.value and not self.goes_on and "file" not in self.errors:
            self.add_error("file", gettext("Choose a picture."))
        return data

    def raw(self, user: Any, stored: list[StoredFile]) -> Any:
        kept = []
        for number, entry in self._entries():
            image = entry["image"]
            if self.cleaned_data.get(f"removed_{number}"):
                continue
            describe(self.phase, image, self.cleaned_data[f"alt_{number}"] or image.alt)
            caption = self.cleaned_data[f"caption_{number}"]
            kept.append(list_item({"image": image.pk, "caption": caption}))
        present = self.value[0]["image"] if self.value else None
        for file in self.cleaned_data["file"]:
            image = self.store_picture(user, stored, file, self.level(present))
            kept.append(list_item({"image": image.pk, "caption": ""}))
        return kept

    def _entries(self) -> Iterator[tuple[int, Any]]:
        """The pictures with their numbers; a lost one is left out and keeps its number."""
        for number, entry in enumerate(self.value or (), 1):
            if entry["image"] is not None:
                yield number, entry


def _entry_fields(number: int, entry: Any) -> dict[str, forms.Field]:
    words = {"number": number}
    return {
        "alt": AskedLaterField(
            label=gettext("What picture %(number)d shows") % words,
            help_text=ALT_HELP,
            max_length=250,
            initial=entry["image"].alt,
        ),
        "caption": forms.CharField(
            label=gettext("Caption of picture %(number)d") % words,
            max_length=300,
            required=False,
            initial=entry["caption"],
        ),
        "removed": forms.BooleanField(
            label=gettext("Remove picture %(number)d") % words, required=False
        ),
    }
