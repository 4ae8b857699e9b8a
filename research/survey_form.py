"""One page of a questionnaire as a form, made from the document."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from research.models import Response
from research.questionnaire import answers as answering
from research.questionnaire.answers import SKIPPED, Answer, AnswerError
from research.questionnaire.document import Choice, Page, Question
from research.responses import stored
from workspace.languages.text import Text
from workspace.site.words import day


class Raw(forms.Field):
    """Hands on what was typed or ticked; `research.questionnaire` judges it."""

    def clean(self, value: Any) -> list[str]:
        values = value if isinstance(value, list | tuple) else [value]
        return [str(each) for each in values if each not in (None, "")]


class PageForm(forms.Form):
    """Valid when every answer of the page can be kept.

    `answers` holds those that can, even when others cannot. `version` is the state of the
    response that the person saw.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    use_required_attribute = False

    def __init__(self, page: Page, response: Response | None, data: Any = None) -> None:
        super().__init__(data, initial={"version": response.version if response else 0})
        self.page = page
        self.answers: dict[str, Answer] = {}
        for question in page.questions:
            answer = stored(response, question)
            self.fields[name(question)] = _field(question, answer)
            if question.escapes and question.type in ("number", "text", "date"):
                self.fields[escape_name(question)] = _escape_field(question, answer)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        for question in self.page.questions:
            values = data.get(name(question), []) + data.get(escape_name(question), [])
            try:
                self.answers[question.key] = answering.read(question, values)
            except AnswerError as error:
                self.add_error(name(question), ValidationError(message(question, error)))
        return data

    @property
    def seen_version(self) -> int:
        return self.cleaned_data.get("version") or 0

    @property
    def refused(self) -> list[str]:
        """Keys of the questions whose answer cannot be kept."""
        return [each.key for each in self.page.questions if each.key not in self.answers]


def name(question: Question) -> str:
    return f"q_{question.key}"


def escape_name(question: Question) -> str:
    return f"none_{question.key}"


def _words(text: Text) -> str:
    return text.best(get_language() or "en").text


def _field(question: Question, answer: Answer | None) -> Raw:
    typed = question.type in ("number", "text", "date")
    return Raw(
        label=_words(question.label),
        help_text=_hint(question),
        required=question.required,
        widget=_widget(question),
        initial=_typed(answer) if typed else _chosen(question, answer),
    )


def _escape_field(question: Question, answer: Answer | None) -> Raw:
    return Raw(
        label=_("Or"),
        required=False,
        widget=forms.CheckboxSelectMultiple(choices=_choices(question, question.escapes)),
        initial=list(answer.codes) if answer else [],
    )


def _widget(question: Question) -> forms.Widget:
    if question.type == "multiple":
        return forms.CheckboxSelectMultiple(choices=_choices(question, question.choices))
    if question.type in ("single", "scale"):
        return forms.RadioSelect(choices=_choices(question, question.choices))
    if question.type == "text":
        return forms.Textarea(attrs={"rows": 5})
    mode = {"inputmode": "decimal"} if question.type == "number" else {}
    return forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off", **mode})


def _choices(question: Question, choices: tuple[Choice, ...]) -> list[tuple[str, str]]:
    return [(choice.code, choice_words(question, choice)) for choice in choices]


def choice_words(question: Question, choice: Choice) -> str:
    """The label; a step of a scale says its number first."""
    label = _words(choice.label)
    if question.type != "scale" or choice.missing:
        return label or choice.code
    return f"{choice.code}. {label}" if label else choice.code


def _hint(question: Question) -> str:
    hints = [_words(question.hint)]
    if question.type == "number":
        hints.append(_bounds(question))
    elif question.type == "date":
        hints.append(_("Day, month and year, for example 31/01/2005."))
    elif question.type == "text":
        hints.append(
            _("At most %(count)s characters.") % {"count": number_format(question.max_length)}
        )
    return " ".join(filter(None, hints))


def _bounds(question: Question) -> str:
    values = {
        "min": None if question.min is None else number_format(question.min),
        "max": None if question.max is None else number_format(question.max),
        "unit": _words(question.unit),
    }
    if question.min is not None and question.max is not None:
        return (_("From %(min)s to %(max)s %(unit)s") % values).strip() + "."
    return f"{_words(question.unit)}.".capitalize() if question.unit else ""


# "1.255" would be read as a doubt between a thousand and one and a quarter.
_DOUBTFUL = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")


def _typed(answer: Answer | None) -> str:
    """What a person could have typed for this answer."""
    if answer is None:
        return ""
    if answer.number is not None:
        number = format(answer.number.normalize() + Decimal(0), "f")
        return f"{number}0" if _DOUBTFUL.fullmatch(number) else number
    return answer.day.strftime("%d/%m/%Y") if answer.day else answer.text


def _chosen(question: Question, answer: Answer | None) -> list[str] | str:
    codes = list(answer.codes) if answer else []
    return codes if question.type == "multiple" else "".join(codes[:1])


def answer_words(question: Question, answer: Answer | None) -> str:
    """An answer as one reads it; empty when there is none."""
    if answer is None or answer.state == SKIPPED:
        return ""
    if answer.codes:
        labels = {choice.code: choice_words(question, choice) for choice in question.choices}
        return "; ".join(labels.get(code, code) for code in answer.codes)
    if answer.number is not None:
        number = number_format(answer.number.normalize() + Decimal(0))
        return f"{number} {_words(question.unit)}".strip()
    return day(answer.day) if answer.day else answer.text


def message(question: Question, error: AnswerError) -> str:
    """Why an answer cannot be kept, in the reader's language."""
    if error.code == "required":
        escape = next((_words(choice.label) for choice in question.escapes), "")
        return (
            _("Choose an answer, or “%(escape)s”.") % {"escape": escape}
            if escape
            else _("An answer is needed here.")
        )
    params = {
        key: number_format(value) if isinstance(value, int | Decimal) else value
        for key, value in error.params.items()
    }
    return str(_MESSAGES[error.code]) % params


_MESSAGES = {
    "not_a_choice": gettext_lazy("This is not one of the answers."),
    "not_a_number": gettext_lazy(
        "“%(value)s” is not a number that can be read. Write for example 12."
    ),
    "too_small": gettext_lazy("The smallest number is %(min)s."),
    "too_large": gettext_lazy("The largest number is %(max)s."),
    "not_a_date": gettext_lazy("“%(value)s” is not a date that can be read. Write 31/01/2005."),
    "too_long": gettext_lazy(
        "This text has %(length)s characters. At most %(max_length)s are kept."
    ),
    "exclusive": gettext_lazy("These answers exclude each other. Keep one of the two."),
}
