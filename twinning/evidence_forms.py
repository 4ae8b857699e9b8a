"""One simple form for each kind of evidence that is typed; those with files stand apart."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from twinning import writing
from twinning.models import PhasePage
from twinning.stale import day_in_words
from workspace.library.files import StoredFile

MOST_ROWS = 30


class BlockForm(forms.Form):
    """`value` is the present value of the block, None for a new one. `seen` is its digest."""

    name: ClassVar[Any]
    again: ClassVar[Any] = ""
    #: What was refused, in words that name it, though the rest is saved.
    refused: list[str]
    #: Whether the form comes back after saving, to ask what is still missing.
    goes_on = False
    #: What it asks for then, where the fields alone do not say it.
    asks = ""
    block = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *,
        phase: PhasePage,
        value: Any = None,
        block: uuid.UUID | None = None,
        seen: str = "",
        data: Any = None,
        files: Any = None,
    ):
        self.phase, self.value, self.refused = phase, value, []
        first = {"block": block or uuid.uuid4(), "seen": seen}
        if value is not None:
            first |= self.first(value)
        super().__init__(data, files, initial=first)

    def first(self, value: Any) -> dict[str, Any]:
        """What the fields show of a stored value."""
        raise NotImplementedError

    def raw(self, user: Any, stored: list[StoredFile]) -> Any:
        """The value as the page stores it; files that it takes in are added to `stored`."""
        raise NotImplementedError

    def typed(self) -> dict[str, Any]:
        """The labels of the fields in which words stand."""
        return {
            name: field.label
            for name, field in self.fields.items()
            if not isinstance(field, forms.FileField | forms.ChoiceField | forms.BooleanField)
            and not isinstance(field.widget, forms.HiddenInput)
        }

    def in_words(self) -> dict[str, Callable[[str], str]]:
        """How the days among those fields read."""
        days = (name for name, field in self.fields.items() if isinstance(field, forms.DateField))
        return dict.fromkeys(days, day_in_words)


class TextForm(BlockForm):
    name = _("Text")
    text = forms.CharField(
        label=_("Text"),
        help_text=_(
            "An empty line begins a new paragraph. A line that begins with “-” and a space is a "
            "point of a list; with “##” and a space, a heading. Bold: **two stars**. A link: "
            "[words](https://address)."
        ),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
    )

    def first(self, value: Any) -> dict[str, Any]:
        return {"text": writing.to_text(value.source)}

    def raw(self, user: Any, stored: list[StoredFile]) -> Any:
        return writing.to_html(self.cleaned_data["text"])


class QuotationForm(BlockForm):
    name = _("Quotation")
    text = forms.CharField(
        label=_("Words"), max_length=3000, widget=forms.Textarea(attrs={"rows": 4})
    )
    source = forms.CharField(label=_("Who said it"), max_length=150, required=False)

    def first(self, value: Any) -> dict[str, Any]:
        return {"text": value["text"], "source": value["source"]}

    def raw(self, user: Any, stored: list[StoredFile]) -> Any:
        return {name: self.cleaned_data[name] for name in ("text", "source")}


class MediaForm(BlockForm):
    name = _("Video or sound")
    url = forms.URLField(
        label=_("Address of the video or sound"),
        help_text=_("Where it is on another site, beginning with https://"),
        assume_scheme="https",
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    length = forms.CharField(
        label=_("Length and size"),
        help_text=_("So that people with a slow line know: 12 min, 8 MB."),
        max_length=60,
        required=False,
    )

    def first(self, value: Any) -> dict[str, Any]:
        return {name: value[name] for name in ("url", "title", "length")}

    def raw(self, user: Any, stored: list[StoredFile]) -> Any:
        return {name: self.cleaned_data[name] for name in ("url", "title", "length")}


class RowsForm(BlockForm):
    """Several rows of two fields; an emptied row goes, two empty ones wait at the end."""

    #: The names of the two fields, as the block calls them.
    pair: ClassVar[tuple[str, str]]
    rows = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST_ROWS)

    def __init__(self, *, value: Any = None, data: Any = None, **kwargs: Any):
        super().__init__(value=value, data=data, **kwargs)
        sent = (data or {}).get("rows", "")
        there = int(sent) if sent.isdecimal() else len(value or ()) + 2
        self.amount = max(min(there, MOST_ROWS), 1)
        self.fields["rows"].initial = self.amount
        for number in range(1, self.amount + 1):
            for name in self.pair:
                field = self.row_field(name, number)
                field.one_of_several = number == 1  # type: ignore[attr-defined]
                self.fields[f"{name}_{number}"] = field

    def row_field(self, name: str, number: int) -> forms.Field:
        raise NotImplementedError

    def first(self, value: Any) -> dict[str, Any]:
        return {
            f"{name}_{number}": row[name]
            for number, row in enumerate(value, 1)
            for name in self.pair
        }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for number in range(1, self.amount + 1):
            one, other = (data.get(f"{name}_{number}") for name in self.pair)
            if bool(one) != bool(other) and not self._wrong(number):
                empty = self.pair[1] if one else self.pair[0]
                self.add_error(f"{empty}_{number}", gettext("Write this too, or empty the row."))
        if not self.errors and not self._filled():
            self.add_error(f"{self.pair[0]}_1", gettext("Fill one row at least."))
        return data

    def _wrong(self, number: int) -> bool:
        return any(f"{name}_{number}" in self.errors for name in self.pair)

    def _filled(self) -> list[dict[str, Any]]:
        rows = (
            {name: self.cleaned_data.get(f"{name}_{number}") for name in self.pair}
            for number in range(1, self.amount + 1)
        )
        return [row for row in rows if all(row.values())]

    def raw(self, user: Any, stored: list[StoredFile]) -> Any:
        return [list_item(self.plain(row)) for row in self._filled()]

    def plain(self, row: dict[str, Any]) -> dict[str, Any]:
        return row


class FiguresForm(RowsForm):
    name = _("Figures")
    pair = ("number", "label")

    def row_field(self, name: str, number: int) -> forms.Field:
        label = (
            gettext("Figure %(number)d")
            if name == "number"
            else gettext("What figure %(number)d counts")
        )
        longest = 20 if name == "number" else 150
        return forms.CharField(label=label % {"number": number}, max_length=longest, required=False)


class MilestonesForm(RowsForm):
    name = _("Milestones")
    pair = ("day", "text")

    def row_field(self, name: str, number: int) -> forms.Field:
        if name == "day":
            return forms.DateField(
                label=gettext("Day of milestone %(number)d") % {"number": number},
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )
        label = gettext("What happened, milestone %(number)d") % {"number": number}
        return forms.CharField(label=label, max_length=250, required=False)

    def plain(self, row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "day": row["day"].isoformat()}


def list_item(value: dict[str, Any]) -> dict[str, Any]:
    """A row of a list block as the page stores it."""
    return {"type": "item", "value": value, "id": str(uuid.uuid4())}
