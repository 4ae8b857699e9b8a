"""A model field whose value is a `Text`: one JSON column, up to three languages."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from workspace.languages.forms import NAMES, MultilingualFormField
from workspace.languages.text import LANGUAGES, Text


class TextEncoder(json.JSONEncoder):
    def default(self, o: Any) -> Any:
        return o.as_dict() if isinstance(o, Text) else super().default(o)


class MultilingualField(models.JSONField):
    """Stores a `Text`. `required` names the languages without which a form is refused.

    `long=True` gives text areas instead of single lines.
    """

    description = _("A text in up to three languages")

    def __init__(self, *args: Any, long: bool = False, required: tuple[str, ...] = (), **kw: Any):
        self.long = long
        self.required = required
        kw.setdefault("default", Text)
        kw["encoder"] = TextEncoder
        super().__init__(*args, **kw)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("encoder", None)
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Text:
        # What is stored was a Text: a list of rows is read without looking at each word again.
        return Text(**(super().from_db_value(value, expression, connection) or {}))

    def to_python(self, value: Any) -> Text:
        if isinstance(value, str):
            value = json.loads(value) if value else {}
        return Text.of(value)

    def get_prep_value(self, value: Any) -> Any:
        return Text.of(value).as_dict()

    def value_to_string(self, obj: models.Model) -> Any:
        return json.dumps(self.value_from_object(obj).as_dict())

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        text = Text.of(value)
        if not text and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")
        missing = [code for code in self.required if not text[code]]
        if missing:
            raise ValidationError(
                _("This text is missing in: %(languages)s."),
                code="language",
                params={"languages": ", ".join(NAMES[code] for code in missing)},
            )

    def formfield(self, **kwargs: Any) -> Any:
        return MultilingualFormField(
            long=self.long,
            required=not self.blank,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
            initial=kwargs.get("initial"),
        )


__all__ = ["LANGUAGES", "MultilingualField", "Text"]
