"""Forms for evidence that is a file: pictures and documents, each with who can see it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from twinning import phase_files
from twinning.evidence_forms import BlockForm
from twinning.journal_forms import AskedLaterField
from twinning.people import level_choice
from workspace.access.tiers import Tier
from workspace.library.files import StoredFile, prepare_attachment, prepare_picture
from workspace.library.services import attachment_add, picture_add
from workspace.library.uploads import ALLOWED, MAX_BYTES, PICTURES

ALT_HELP = _("For those who do not see it. One sentence.")


class UploadForm(BlockForm):
    """A new file is judged with the other fields; its level is never below the phase's."""

    kinds: ClassVar[tuple[str, ...]] = ALLOWED
    #: A browser sends a file once: said when the form comes back without it.
    again: ClassVar[Any] = _("Choose the file again.")
    choose: ClassVar[Any] = _("Choose a file.")
    prepare: ClassVar[Any] = staticmethod(prepare_attachment)
    file = forms.FileField(label=_("File"), required=False)
    asked: ClassVar[Any] = _("Who can see the file")
    tier = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, **kwargs: Any):
        super().__init__(**kwargs)
        least = Tier(self.phase.tier)
        levels = [
            tier
            for tier in Tier
            if tier.rank >= least.rank and (tier != Tier.NAMED or least == Tier.NAMED)
        ]
        choices = [(tier.value, level_choice(tier, self.phase.space)) for tier in levels]
        self.fields["tier"].choices = choices  # type: ignore[attr-defined]
        self.fields["tier"].initial = least.value
        self.fields["tier"].label = self.asked
        if not self.phase.published:
            self.fields["tier"].help_text = gettext(
                "Once the phase is validated. Until then: this twinning only."
            )
        file = self.fields["file"]
        file.required = not self.value
        file.error_messages["required"] = self.choose
        file.widget.attrs["accept"] = ",".join(f".{each}" for each in self.kinds)
        file.help_text = gettext("%(limit)d MB at most. Types: %(types)s.") % {
            "limit": MAX_BYTES // 1024**2,
            "types": ", ".join(self.kinds),
        }
        if self.value is not None:
            # Its level was chosen when it was added; another file takes the same.
            del self.fields["tier"]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file:
            return None  # the stored one stays
        return self.prepared(file)

    def prepared(self, file: Any) -> Any:
        """The file as it will be stored; ValidationError with the reason when it is refused."""
        ready: Any = self.prepare(file)
        ready.prepared = True
        return ready

    def level(self, present: Any) -> str:
        return str(self.cleaned_data.get("tier") or getattr(present, "tier", self.phase.tier))

    def store_picture(
        self, user: Any, stored: list[StoredFile], file: Any, tier: str, alt: str = ""
    ) -> Any:
        picture = picture_add(
            file=file,
            tier=tier,
            space=self.phase.space,
            live=self.phase.published,
            user=user,
            alt=alt,
        )
        stored.append(picture)
        phase_files.adopt(self.phase, picture)
        return picture


class PictureForm(UploadForm):
    name = _("Picture")
    kinds = PICTURES
    choose = _("Choose a picture.")
    asked = _("Who can see the picture")
    prepare = staticmethod(prepare_picture)
    alt = AskedLaterField(label=_("What it shows"), help_text=ALT_HELP, max_length=250)
    caption = forms.CharField(label=_("Caption"), max_length=300, required=False)

    def first(self, value: Any) -> dict[str, Any]:
        image = value["image"]
        return {"alt": image.alt if image else "", "caption": value["caption"]}

    def clean(self) -> dict[str, Any]:
        """A picture that came is kept without its words: on a slow line nobody sends it twice."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("alt"):
            words = gettext("Say in a few words what this picture shows.")
            if data.get("file"):
                self.goes_on, self.asks = True, words
            else:
                self.add_error("alt", words)
        return data

    def raw(self, user: Any, stored: list[StoredFile]) -> Any:
        image = self.value["image"] if self.value else None
        if self.cleaned_data["file"]:
            image = self.store_picture(
                user, stored, self.cleaned_data["file"], self.level(image), self.cleaned_data["alt"]
            )
        elif image:
            describe(self.phase, image, self.cleaned_data["alt"])
        return {"image": image.pk if image else None, "caption": self.cleaned_data["caption"]}


class FileForm(UploadForm):
    name = _("File")
    title = AskedLaterField(label=_("Title"), max_length=200)
    note = forms.CharField(label=_("What it is"), max_length=200, required=False)

    field_order = ("title", "file", "note", "tier")

    def first(self, value: Any) -> dict[str, Any]:
        document = value["document"]
        return {"title": document.title if document else "", "note": value["note"]}

    def clean(self) -> dict[str, Any]:
        """A file that came without a title goes by its name: nobody sends it twice."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("title") and "title" not in self.errors:
            if data.get("file"):
                data["title"] = Path(str(getattr(self.files["file"], "name", ""))).stem[:200]
            else:
                self.add_error("title", self.fields["title"].error_messages["required"])
        return data

    def raw(self, user: Any, stored: list[StoredFile]) -> Any:
        document = self.value["document"] if self.value else None
        if self.cleaned_data["file"]:
            document = attachment_add(
                file=self.cleaned_data["file"],
                title=self.cleaned_data["title"],
                tier=self.level(document),
                space=self.phase.space,
                live=self.phase.published,
                user=user,
            )
            stored.append(document)
            phase_files.adopt(self.phase, document)
        elif document and document.space_id == self.phase.space_id:
            document.title = self.cleaned_data["title"]
            document.save(update_fields=["title"])
        note = self.cleaned_data["note"]
        return {"document": document.pk if document else None, "note": note}


def describe(phase: Any, picture: Any, alt: str) -> None:
    """Another alternative text; a picture of another space keeps its own."""
    if picture.space_id == phase.space_id and picture.alt != alt:
        picture.alt = alt
        picture.save(update_fields=["alt"])
