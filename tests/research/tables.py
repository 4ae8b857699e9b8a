"""Tables and answers for the tests of disclosure."""

from decimal import Decimal

from research.disclosure.rules import protect
from research.questionnaire.answers import Answer
from research.questionnaire.document import Choice, Question
from research.statistics.frequencies import frequencies
from workspace.languages.text import Text


def words(text):
    return Text(f"{text} fr", text, f"{text} es")


def question(kind, size=0):
    return Question(
        "q", kind, words("q"), unit=Text("h", "h", "h") if kind == "number" else Text(),
        choices=tuple(Choice(str(step + 1), words(f"c{step}")) for step in range(size)),
    )  # fmt: skip


def single(*counts, missing=0, kind="single"):
    answers = [
        Answer("answered", codes=(str(step + 1),))
        for step, count in enumerate(counts)
        for _ in range(count)
    ]
    return protect(frequencies(question(kind, len(counts)), answers, len(answers) + missing))


def multiple(base, *counts):
    """`base` people; the options are chosen by the first and by the last of them in turn."""
    chosen = [
        range(count) if place % 2 == 0 else range(base - count, base)
        for place, count in enumerate(counts)
    ]
    answers = [
        Answer("answered", codes=tuple(str(s + 1) for s, who in enumerate(chosen) if i in who))
        for i in range(base)
    ]
    assert all(answer.codes for answer in answers)
    return protect(frequencies(question("multiple", len(counts)), answers, base))


def numbers(*values):
    answers = [Answer("answered", number=Decimal(str(value))) for value in values]
    return protect(frequencies(question("number"), answers, len(answers)))


def counts_of(table):
    return [row.count for row in table.rows]
