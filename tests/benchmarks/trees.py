"""Thousands of Wagtail pages at once.

Django makes no rows of several tables in bulk and treebeard saves one page at a time: here the rows
of the base table are made first, then those of the page's own table, with paths counted by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, models
from django.db.models.sql import InsertQuery
from django.utils import timezone
from wagtail.models import Locale, Page


def insert_pages(children: Sequence[tuple[Page, Page]]) -> None:
    """Insert (parent, page) pairs of one model, in order; parents are stored already."""
    if not children:
        return
    model = type(children[0][1])
    _complete(model, children)
    pages = [page for _parent, page in children]
    Page.objects.bulk_create([_base(page) for page in pages], batch_size=500)
    insert_rows(model, pages)
    parents = {parent.pk: parent for parent, _page in children}.values()
    Page.objects.bulk_update(parents, ["numchild"], batch_size=500)


def _complete(model: type[Page], children: Iterable[tuple[Page, Page]]) -> None:
    """What Wagtail and treebeard fill in when a page is added."""
    content_type = ContentType.objects.get_for_model(model)
    locale, now = Locale.get_default(), timezone.now()
    last = Page.objects.aggregate(last=models.Max("pk"))["last"] or 0
    for number, (parent, page) in enumerate(children, start=last + 1):
        parent.numchild += 1
        page.pk = page.id = number
        page.depth = parent.depth + 1
        page.path = Page._get_path(parent.path, page.depth, parent.numchild)
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.draft_title = page.title
        page.content_type, page.locale = content_type, locale
        page.first_published_at = page.last_published_at = now


def _base(page: Page) -> Page:
    return Page(**{field.attname: getattr(page, field.attname) for field in _columns(Page)})


def insert_rows(model: type[models.Model], rows: Sequence[Any]) -> None:
    """Only the model's own table; its parents' rows are there."""
    fields = _columns(model)
    size = min(connection.ops.bulk_batch_size(fields, rows), 1000)
    for begin in range(0, len(rows), size):
        query = InsertQuery(model)
        query.insert_values(fields, rows[begin : begin + size])
        query.get_compiler(connection=connection).execute_sql()


def _columns(model: type[models.Model]) -> list[Any]:
    return list(model._meta.local_concrete_fields)


def reset_sequences(app_models: Iterable[type[models.Model]]) -> None:
    """Rows came with their keys: the next ones must not collide with them."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(app_models)):
            cursor.execute(statement)
