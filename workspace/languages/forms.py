"""Three inputs, one value: how a `Text` is typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workspace.languages.text import LANGUAGES, Text

NAMES = {"fr": "Français", "en": "English", "es": "Español"}


class MultilingualWidget(forms.MultiWidget):
    """One labelled input a language, each with its `lang`."""

    template_name = "languages/multilingual.html"

    def __init__(self, long: bool = False, attrs: dict[str, Any] | None = None):
        widget = forms.Textarea if long else forms.TextInput
        css = "govuk-textarea" if long else "govuk-input"
        rows = {"rows": 5} if long else {}
        super().__init__(
            widgets={
                code: widget(attrs={"lang": code, "class": css, **rows, **(attrs or {})})
                for code in LANGUAGES
            }
        )

    def decompress(self, value: Any) -> list[str]:
        return list(Text.of(value))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for code, part in zip(LANGUAGES, context["widget"]["subwidgets"], strict=True):
            part["language"] = NAMES[code]
            part["code"] = code
            # A text is whole when one language is written: no single box is compulsory.
            part["attrs"].pop("required", None)
        return context


class MultilingualFormField(forms.MultiValueField):
    """Its cleaned value is a `Text`; required means: in one language at least."""

    default_error_messages = {"required": _("Write this in one language at least.")}

    def __init__(self, *, long: bool = False, max_length: int | None = None, **kwargs: Any):
        fields = [forms.CharField(required=False, max_length=max_length) for _code in LANGUAGES]
        kwargs.setdefault("widget", MultilingualWidget(long=long))
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> Text:
        return Text(*(words or "" for words in data_list)) if data_list else Text()

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(Text.of(initial)) != [words or "" for words in data or [""] * len(LANGUAGES)]
