"""Writing for Tandem: ten rules, each with its reason."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class Rule(NamedTuple):
    short: Any
    why: Any


RULES = (
    Rule(
        _("Say the most important thing first."),
        _("Many read the first two lines on a telephone and no more."),
    ),
    Rule(
        _("One idea a sentence, twenty words at most."),
        _("Short sentences survive translation, long ones lose their verb in it."),
    ),
    Rule(
        _("Say who does what."),
        _("“The library lends twelve telephones” tells more than “lending is ensured”."),
    ),
    Rule(
        _("Use the everyday word."),
        _("Explain a word of the trade where it first stands, and write an abbreviation out once."),
    ),
    Rule(
        _("Give figures with their source and their date."),
        _("“40 of 62 families, March 2005” can be checked and cited, “a majority” cannot."),
    ),
    Rule(
        _("Tell what failed, and what you changed then."),
        _("It teaches the others most. Blame nobody: name the obstacle."),
    ),
    Rule(
        _("Name people only with their consent."),
        _("A function and a town are often enough. Children are never named."),
    ),
    Rule(
        _("Describe each picture in one sentence."),
        _("Those who do not see it, or do not load it, read that sentence instead."),
    ),
    Rule(
        _("Say under which licence it may be used again."),
        _("Without one nobody may translate, print or adapt it. Ask its authors first."),
    ),
    Rule(
        _("Choose who sees it before you write."),
        _("A text for your twinning may say more than one for everyone. Opening it later is easy."),
    ),
)
