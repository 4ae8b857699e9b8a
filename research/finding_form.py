"""What a researcher fills in to publish a finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from research.findings import Quotation, checked_quote
from research.models import Finding, Snapshot
from research.wave_form import levels
from research.waves import wave_title
from twinning.models import ProgrammePage
from workspace.languages.forms import MultilingualFormField
from workspace.languages.templatetags.languages import words
from workspace.languages.text import Text
from workspace.library.fields_of_work import FieldOfWork
from workspace.registries.evidence import all_citables, citable_of

#: Texts of twinnings that one form can cite.
TEXTS = 4


def _levels() -> list[tuple[str, str]]:
    return [("", gettext("As many as its sources allow")), *levels()]


class ResultChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, snapshot: Any) -> str:
        return f"{words(Text.of(snapshot.table['label']))} ({words(wave_title(snapshot.wave))})"


class FindingForm(forms.Form):
    """Offers only evidence that its writer may see: frozen results, texts of twinnings.

    `cited` is the value of a text from whose page they came, `result` the key of a result.
    """

    kind = forms.ChoiceField(
        label=_("Kind"), choices=Finding.Kind.choices, widget=forms.RadioSelect
    )
    field = forms.ChoiceField(
        label=_("Field"), choices=[("", _("All fields")), *FieldOfWork.choices], required=False
    )
    title = MultilingualFormField(
        label=_("Finding"), help_text=_("One sentence that says one thing."), max_length=200
    )
    statement = MultilingualFormField(
        label=_("What was found"),
        help_text=_("Name what was seen, where, and how often."),
        long=True,
    )
    snapshots = ResultChoice(
        label=_("Survey results"), queryset=Snapshot.objects.none(), required=False
    )
    tier = forms.ChoiceField(
        label=_("Who can see it"),
        help_text=_("Never more people than those who see each of its sources."),
        choices=_levels,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        programme: ProgrammePage,
        audience: Any,
        data: Any = None,
        cited: str = "",
        result: str = "",
    ) -> None:
        super().__init__(data)
        results = self.fields["snapshots"]
        results.initial = [result]
        results.queryset = (  # type: ignore[attr-defined]
            Snapshot.objects.visible_to(audience)
            .filter(wave__programme=programme)
            .select_related("wave__version")
            .order_by("wave__number", "pk")
        )
        results.widget = forms.CheckboxSelectMultiple(choices=results.choices)  # type: ignore[attr-defined]
        self.texts = _offered(programme, audience, cited)
        choices = _grouped(self.texts)
        for place in range(1, TEXTS + 1):
            self.fields[f"text_{place}"] = forms.ChoiceField(
                label=_("Text %(number)d") % {"number": place},
                choices=choices,
                required=False,
                initial=cited if place == 1 else "",
            )
            self.fields[f"quote_{place}"] = forms.CharField(
                label=_("Words to quote from text %(number)d") % {"number": place},
                help_text=_("Copied letter by letter. Empty: its beginning."),
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.order_fields([*list(self.fields)[:5], *list(self.fields)[6:], "tier"])

    def clean(self) -> dict[str, Any]:
        """Words that are not in their text are said where they were typed."""
        data = super().clean() or {}
        for place in range(1, TEXTS + 1):
            text = self.texts.get(data.get(f"text_{place}", ""))
            if text is not None:
                try:
                    checked_quote(Quotation(text, data.get(f"quote_{place}", "")))
                except ValidationError as refusal:
                    self.add_error(f"quote_{place}", refusal)
        return data

    def refuse(self, refusal: ValidationError) -> None:
        """What publishing says against it, at the field that can change it."""
        places = {"lineage": "tier", "sources": "snapshots"}
        place = places.get(getattr(refusal, "code", ""))
        self.add_error(place, ValidationError(refusal.messages))

    def quotations(self) -> list[Quotation]:
        data = self.cleaned_data
        return [
            Quotation(self.texts[data[f"text_{place}"]], data[f"quote_{place}"])
            for place in range(1, TEXTS + 1)
            if data[f"text_{place}"]
        ]


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is withdrawn"),
        help_text=_("Whoever could read the finding reads this. Name nobody, quote nothing."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def value_of(text: Any) -> str:
    """How a form names a text: "post:12"."""
    return f"{citable_of(text).kind}:{text.pk}"


def _offered(programme: ProgrammePage, audience: Any, cited: str) -> dict[str, Any]:
    """What this reader may cite, by its value; `cited` is one more that they came with."""
    found = [text for each in all_citables() for text in each.offered(programme, audience)]
    texts = {value_of(text): text for text in found}
    if cited not in texts:
        texts |= {value_of(text): text for text in _named(programme, audience, cited)}
    return texts


def _named(programme: ProgrammePage, audience: Any, cited: str) -> Iterator[Any]:
    """The published text of the programme that is called so, if this reader may see it."""
    kind, _colon, key = cited.partition(":")
    for citable in all_citables():
        if citable.kind == kind and key.isdecimal() and len(key) < 19:
            rows = citable.seen(audience).select_related(*citable.needs)
            for text in rows.filter(pk=int(key)):
                guards = citable.guards(text)
                ours = guards[-1].programme_id == programme.pk
                if ours and all(guard.published for guard in guards):
                    yield text


def _grouped(texts: dict[str, Any]) -> list[tuple[Any, Any]]:
    """Choices under the names of the twinnings."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for value, text in texts.items():
        about = citable_of(text).about(text)
        groups.setdefault(words(about.group), []).append((value, about.label))
    return [("", "-"), *groups.items()]
