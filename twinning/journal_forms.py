"""Forms of the journal. Without JavaScript: photos first, what they show on the page after."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from twinning.journal import MOST_PHOTOS, MOST_TAGS, Description
from twinning.models import JournalPost, PostPhoto, TwinningPage
from twinning.people import level_choices
from workspace.access.tiers import Tier
from workspace.library.uploads import MAX_BYTES, PICTURES

_TAG_LENGTH = 40


class _SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Any number of files, judged later one by one: a bad one does not take the others along."""

    widget = _SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [each for each in data or [] if each]


class TagsField(forms.CharField):
    """Words separated by commas, in lower case, each once."""

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else ", ".join(value or [])

    def clean(self, value: Any) -> list[str]:
        words = re.split(r"[,;\n]", super().clean(value))
        tags = list(dict.fromkeys(" ".join(word.lower().split()) for word in words if word.strip()))
        if len(tags) > MOST_TAGS:
            raise forms.ValidationError(
                ngettext("%(most)d tag at most.", "%(most)d tags at most.", MOST_TAGS),
                params={"most": MOST_TAGS},
            )
        long = next((tag for tag in tags if len(tag) > _TAG_LENGTH), "")
        if long:
            raise forms.ValidationError(
                gettext("“%(tag)s” is too long for a tag."), params={"tag": long[:60]}
            )
        return tags


class AskedLaterField(forms.CharField):
    """Compulsory in the end, though a form without it is kept."""

    def validate(self, value: Any) -> None:
        pass


class PostForm(forms.ModelForm):  # type: ignore[type-arg]
    """A post as far as it is written. What it still lacks is asked before it is published."""

    use_required_attribute = False

    title = AskedLaterField(label=_("Title"), max_length=150)
    text = AskedLaterField(
        label=_("Text"),
        help_text=_("A few lines are enough. An empty line begins a new paragraph."),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    tags = TagsField(
        label=_("Tags"),
        required=False,
        help_text=_("Words to find it by, separated by commas: radio, school."),
    )
    photos = PhotosField(label=_("Photos"), required=False)
    tier = forms.ChoiceField(
        label=_("Who can see it"), widget=forms.RadioSelect, initial=Tier.SPACE.value
    )

    class Meta:
        model = JournalPost
        fields = ("title", "day", "language", "text")
        widgets = {"day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {"day": _("When it happened.")}

    field_order = ("title", "text", "day", "language", "tags", "photos", "tier")

    def __init__(self, *args: Any, twinning: TwinningPage, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["photos"].help_text = gettext(
            "%(most)d at most, of %(limit)d MB at most each. What they show is asked on the next "
            "page. They are turned upright, and the notes of the camera (place, device) are taken "
            "out."
        ) % {"most": MOST_PHOTOS, "limit": MAX_BYTES // 1024**2}
        self.fields["photos"].widget.attrs["accept"] = ",".join(f".{each}" for each in PICTURES)
        if self.instance.pk:
            # Who sees it has a page of its own that says what follows.
            del self.fields["tier"]
        else:
            choices = level_choices(twinning.space, str(twinning.tier))
            # Of a twinning that only named people see, a post begins as a draft of its space.
            choices = choices or level_choices(twinning.space, Tier.SPACE)
            self.fields["tier"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        written = data.get("title", "").strip() or data.get("text", "").strip()
        if not self.errors and not written and not data.get("photos"):
            self.add_error("text", gettext("Write something, or add a photo."))
        return data

    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in JournalPost.WORDS}


class PhotosForm(forms.Form):
    """What each photo shows. Empty is allowed until the post is published."""

    use_required_attribute = False

    def __init__(self, photos: list[PostPhoto], data: Any = None):
        super().__init__(data)
        self.photos = photos
        for number, photo in enumerate(photos, 1):
            for name, each in _photo_fields(number, photo).items():
                self.fields[f"{name}_{photo.pk}"] = each

    def rows(self) -> list[dict[str, Any]]:
        return [
            {"photo": photo, **{name: self[f"{name}_{photo.pk}"] for name in _PHOTO_FIELDS}}
            for photo in self.photos
        ]

    def said(self) -> dict[int, Description]:
        return {
            photo.pk: Description(
                alt=self.cleaned_data[f"alt_{photo.pk}"],
                decorative=self.cleaned_data[f"decorative_{photo.pk}"],
                removed=self.cleaned_data[f"removed_{photo.pk}"],
            )
            for photo in self.photos
        }

    def demand(self) -> bool:
        """Whether every photo that stays is described; those that are not get their error."""
        for key, one in self.said().items():
            if not (one.alt or one.decorative or one.removed):
                self.add_error(f"alt_{key}", gettext("Say in a few words what this photo shows."))
        return not self.errors


_PHOTO_FIELDS = ("alt", "decorative", "removed")


def _photo_fields(number: int, photo: PostPhoto) -> dict[str, forms.Field]:
    return {
        "alt": AskedLaterField(
            label=gettext("What photo %(number)d shows") % {"number": number},
            help_text=gettext("For those who do not see it. One sentence."),
            max_length=250,
            initial=photo.picture.alt,
            widget=forms.Textarea(attrs={"rows": 2}),
        ),
        "decorative": forms.BooleanField(
            label=gettext("Photo %(number)d is decoration only") % {"number": number},
            required=False,
            initial=photo.decorative,
        ),
        "removed": forms.BooleanField(
            label=gettext("Remove photo %(number)d") % {"number": number}, required=False
        ),
    }
