"""The matrix and what is late as tables for a spreadsheet: what one reader sees, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from django.conf import settings
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from twinning.activity import inside, with_last
from twinning.late import LatePhase, explained
from twinning.matrix import MatrixRow
from twinning.models import ProgrammePage
from twinning.view import View
from workspace.access.audience import audience_of
from workspace.jobs.tables import Table, table_write
from workspace.languages.forms import NAMES
from workspace.languages.templatetags.languages import words
from workspace.registries import files
from workspace.registries.files import Maker, Order, Progress

KIND = "twinning.programme"
_CHUNK = 200


def matrix_table(view: View) -> Table:
    """A row a twinning, four columns a phase. The last activity is for its people only."""
    heads = [_("Twinning"), _("Partners"), _("Countries"), _("Field"), _("Languages")]
    heads += [_("Opened on"), _("Phases validated"), _("Days late"), _("Last activity")]
    for template in view.programme.phase_templates.all():
        name = f"{template.number}. {words(template.short)}"
        heads += [f"{name}{_(':')} {part}" for part in (_("State"), _("Begins"), _("Due"))]
    rows = view.chosen.rows.with_partners()
    name = _name(view, _("matrix"))
    return Table(name, [*heads, _("Address")], _matrix_rows(view, rows), view.chosen.qs.count())


def late_table(view: View) -> Table:
    """A row a late phase, with what is missing and who must act."""
    heads = [_("Twinning"), _("Partners"), _("Phase"), _("State"), _("Due"), _("Days late")]
    heads += [_("What is missing"), _("Who must act"), _("Address")]
    phases = view.late
    return Table(_name(view, _("late")), heads, _late_rows(view, phases), phases.count())


TABLES: dict[str, Callable[[View], Table]] = {"matrix": matrix_table, "late": late_table}


def register_files() -> None:
    files.register(Maker(KIND, gettext_lazy("Twinnings of a programme"), write))


def write(order: Order, out: BinaryIO, progress: Progress) -> None:
    """`arguments`: programme (slug), what (a key of TABLES), format, query (the address)."""
    wanted = order.arguments
    programme = ProgrammePage.objects.live().get(slug=wanted["programme"])
    data = QueryDict(wanted["query"])
    view = View(programme, data, order.user, audience_of(order.user))
    table = TABLES[wanted["what"]](view)
    table_write(table, wanted["format"], out, progress)


def _name(view: View, what: str) -> str:
    """Of the file, without its ending."""
    return f"{slugify(view.programme.slug)}-{slugify(what)}-{view.today.isoformat()}"


def _chunks(rows: Any) -> Iterator[list[Any]]:
    """By position in the fixed order; a prefetch of all rows at once would fill the memory."""
    start = 0
    while chunk := list(rows[start : start + _CHUNK]):
        yield chunk
        start += _CHUNK


def _matrix_rows(view: View, rows: Any) -> Iterator[list[Any]]:
    for chunk in _chunks(rows):
        keys = [twinning.pk for twinning in chunk]
        mine = inside(view.seen.filter(pk__in=keys), view.audience)
        last = dict(with_last(mine, view.audience).values_list("pk", "last_at"))
        for row in view.matrix(chunk):
            yield _matrix_row(row, last.get(row.twinning.pk))


def _matrix_row(row: MatrixRow, last: Any) -> list[Any]:
    twinning = row.twinning
    bodies = [partner.organisation for partner in twinning.partners.all()]
    cells = [
        words(twinning.name),
        _listed(row.cities),
        _listed(str(body.country.name) for body in bodies),
        twinning.get_field_display(),
        _listed(NAMES[body.language] for body in bodies),
        twinning.opened_on,
        row.validated,
        row.late,
        last.date() if last else None,
    ]
    for step in row.steps:
        cells += [step.word, step.starts_on, step.due_on]
    return [*cells, _address(twinning)]


def _late_rows(view: View, phases: Any) -> Iterator[list[Any]]:
    for start in range(0, phases.count(), _CHUNK):
        chunk = phases[start : start + _CHUNK]
        for row in explained(chunk, view.audience, view.today):
            yield _late_row(row)


def _late_row(row: LatePhase) -> list[Any]:
    return [
        words(row.twinning.name),
        _listed(row.cities),
        f"{row.template.number}. {words(row.template.short)}",
        row.state,
        row.due_on,
        row.days,
        " ".join(lack.what for lack in row.lacks),
        " ".join(dict.fromkeys(lack.who for lack in row.lacks)),
        _address(row.twinning),
    ]


def _listed(parts: Any) -> str:
    return ", ".join(dict.fromkeys(parts))


def _address(twinning: Any) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL}{twinning.get_absolute_url()}"
