"""What a researcher fills in to open a survey."""

from __future__ import annotations

import re
from json import JSONDecodeError
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from research.instruments import document_of, instrument_load, latest_versions, read, sentences
from research.models import InstrumentVersion
from research.questionnaire.document import DocumentError
from workspace.access.tiers import UNNAMED, Tier, offered
from workspace.languages.templatetags.languages import words

#: Bytes of a questionnaire file; two hundred questions in three languages take a tenth of it.
LARGEST_FILE = 1024 * 1024

#: Problems of one file that are said at once.
MOST_PROBLEMS = 20


_DAY = {"type": "date", "class": "govuk-input--width-10"}


def levels() -> list[tuple[str, str]]:
    """Who can see a report or a finding. The space of both is that of the researchers."""
    researchers = _("Researchers of the programme")
    closest = f"{Tier.SPACE.label} – {researchers}"
    return [(tier, closest if tier == Tier.SPACE else said) for tier, said in offered(*UNNAMED)()]


def _unreadable(error: ValueError) -> str:
    """Why a file is no JSON, and where to look for the fault."""
    if isinstance(error, UnicodeDecodeError):
        return _("This file is not text in UTF-8. Choose UTF-8 where the editor saves it.")
    said = [_("This file is not JSON text.")]
    if isinstance(error, JSONDecodeError):
        where = {"line": error.lineno, "column": error.colno}
        said.append(_("It breaks at line %(line)d, character %(column)d, or just before.") % where)
    return " ".join(said)


class VersionChoice(forms.ModelChoiceField):
    def label_from_instance(self, version: Any) -> str:
        number = _("version %(number)d") % {"number": version.number}
        return f"{words(document_of(version).title)}, {number}"


class WaveForm(forms.Form):
    """A questionnaire, known or from a file, and the two days between which it is answered."""

    version = VersionChoice(
        label=gettext_lazy("Questionnaire"),
        queryset=InstrumentVersion.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        required=False,
    )
    file = forms.FileField(
        label=gettext_lazy("Or a new one, from a file"),
        help_text=gettext_lazy(
            "A JSON file of 1 MB at most. The name of the file names the questionnaire: "
            "the same name again makes a new version."
        ),
        required=False,
    )
    opens_on = forms.DateField(label=gettext_lazy("First day"), widget=forms.DateInput(attrs=_DAY))
    closes_on = forms.DateField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Once partners are asked, both days stay as they are."),
        widget=forms.DateInput(attrs=_DAY),
    )
    tier = forms.ChoiceField(
        label=gettext_lazy("Who can see its report"),
        help_text=gettext_lazy(
            "Answers are never shown one by one. Small groups are hidden at every level."
        ),
        choices=levels,
        initial=Tier.SPACE,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["version"].queryset = latest_versions()  # type: ignore[attr-defined]
        for name in ("version", "file"):
            self.fields[name].one_of_several = True  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        """The name of the questionnaire and its document, or None without a file."""
        file = self.cleaned_data["file"]
        if file is None:
            return None
        if file.size > LARGEST_FILE:
            raise ValidationError(_("This file is larger than 1 MB."), code="size")
        key = re.sub(r"[^a-z0-9]+", "-", file.name.rpartition(".")[0].lower()).strip("-")[:80]
        if not key:
            raise ValidationError(
                _("Name the file with letters without accents, or with digits."), code="name"
            )
        try:
            return key, read(file.read())
        except DocumentError as error:
            raise ValidationError(sentences(error)[:MOST_PROBLEMS], code="document") from error
        except ValueError as error:
            raise ValidationError(_unreadable(error), code="json") from error

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("version") and not data.get("file") and "file" not in self.errors:
            self.add_error("version", _("Choose a questionnaire or give a file."))
        first, last = data.get("opens_on"), data.get("closes_on")
        if first and first < timezone.localdate():
            self.add_error("opens_on", _("This day has passed. Give today or a later one."))
        if first and last and last < first:
            self.add_error("closes_on", _("The last day comes before the first."))
        return data

    def questionnaire(self) -> InstrumentVersion:
        """The version that was chosen, or loaded from the file, which goes first."""
        if loaded := self.cleaned_data["file"]:
            return instrument_load(*loaded)
        version: InstrumentVersion = self.cleaned_data["version"]
        return version
