"""What a template needs to show a form field in the markup of the visual language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from workspace.languages.forms import MultilingualWidget


@dataclass(frozen=True)
class Described:
    """`kind` is one of text, textarea, select, file, hidden (one input), checkbox (one box),
    radios, checkboxes, date, multilingual or group (several inputs under one legend)."""

    bound: BoundField
    kind: str
    markup: SafeString | str
    label: Any
    hint: Any

    @property
    def is_group(self) -> bool:
        return self.kind in {"radios", "checkboxes", "date", "multilingual", "group"}

    @property
    def help_id(self) -> str:
        return f"{self.bound.auto_id}_helptext"

    @property
    def error_id(self) -> str:
        return f"{self.bound.auto_id}_error"

    @property
    def described_by(self) -> str:
        """For the fieldset of a group; single inputs get theirs from Django."""
        ids = [self.help_id] if self.hint else []
        return " ".join([*ids, self.error_id] if self.bound.errors else ids)

    @property
    def optional(self) -> bool:
        """Whether to say so.

        Not where one of several fields is needed (`one_of_several`), nor where the form is kept
        without it but a later step asks for it (`asked_later`).
        """
        field = self.bound.field
        needed = any(getattr(field, name, False) for name in ("one_of_several", "asked_later"))
        return not field.required and not needed


#: The first that fits; more special widgets stand before those they derive from.
_KINDS: tuple[tuple[type[forms.Widget], str, str], ...] = (
    (forms.HiddenInput, "hidden", ""),
    (forms.MultipleHiddenInput, "hidden", ""),
    (MultilingualWidget, "multilingual", ""),
    (forms.CheckboxSelectMultiple, "checkboxes", "govuk-checkboxes__input"),
    (forms.RadioSelect, "radios", "govuk-radios__input"),
    (forms.CheckboxInput, "checkbox", "govuk-checkboxes__input"),
    (forms.SelectDateWidget, "date", "govuk-select"),
    (forms.Select, "select", "govuk-select"),
    (forms.Textarea, "textarea", "govuk-textarea"),
    (forms.FileInput, "file", "govuk-file-upload"),
    (forms.MultiWidget, "group", "govuk-input"),
)


def _kind(widget: forms.Widget) -> tuple[str, str]:
    for base, kind, css in _KINDS:
        if isinstance(widget, base):
            return kind, css
    return "text", "govuk-input"


def described(
    bound: BoundField, *, rows: int | None = None, label: Any = None, hint: Any = None
) -> Described:
    """The field with its kind and the markup of its input, classes included.

    `label` and `hint` take the place of the form's own words.
    """
    kind, css = _kind(bound.field.widget)
    if hint is not None:
        # Django builds aria-describedby from it.
        bound.help_text = hint
    words = (bound.label if label is None else label, bound.help_text)
    if kind in {"radios", "checkboxes"}:
        # The template walks over the choices; each form has its own copy of the widget.
        bound.field.widget.attrs["class"] = css
        return Described(bound, kind, "", *words)
    attrs = _attrs(bound, kind, css, rows)
    markup = _date(bound, attrs) if kind == "date" else bound.as_widget(attrs=attrs)
    return Described(bound, kind, markup, *words)


def _date(bound: BoundField, attrs: dict[str, Any]) -> SafeString:
    """Three lists, each with a name of its own: Django leaves them without."""
    names = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
    widget = bound.field.widget
    context = widget.get_context(
        bound.html_name, bound.value(), bound.build_widget_attrs({**attrs, "id": bound.auto_id})
    )
    for part in context["widget"]["subwidgets"]:
        part["attrs"]["aria-label"] = names[part["name"].rpartition("_")[2]]
    return mark_safe(bound.form.renderer.render(widget.template_name, context))


def _attrs(bound: BoundField, kind: str, css: str, rows: int | None) -> dict[str, Any]:
    # A placeholder vanishes when one types: labels and hints say what it would.
    attrs: dict[str, Any] = {"placeholder": False} if kind in {"text", "textarea"} else {}
    if kind != "multilingual" and css:
        own = bound.field.widget.attrs.get("class", "")
        wrong = f"{css}--error" if bound.errors else ""
        attrs["class"] = " ".join(part for part in (css, own, wrong) if part)
    if rows and kind in {"textarea", "multilingual"}:
        attrs["rows"] = rows
    return attrs
