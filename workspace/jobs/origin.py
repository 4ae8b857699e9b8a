"""A task says in the log which request asked for it."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_save
from django_tasks.signals import task_finished, task_started
from django_tasks_db.models import DBTaskResult
from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars

#: Beside the arguments of a task; whoever runs it does not pass it on.
KEY = "request_id"


def listen() -> None:
    pre_save.connect(_remember, sender=DBTaskResult)
    task_started.connect(_begin)
    task_finished.connect(_end)


def _remember(instance: DBTaskResult, **kwargs: Any) -> None:
    """A task that another one asks for counts as asked by the same request."""
    if instance._state.adding and (origin := get_contextvars().get(KEY)):
        instance.args_kwargs = {**instance.args_kwargs, KEY: origin}


def _begin(task_result: Any, **kwargs: Any) -> None:
    clear_contextvars()
    bind_contextvars(task_id=str(task_result.id), task=task_result.task.module_path)
    if origin := task_result.db_result.args_kwargs.get(KEY):
        bind_contextvars(**{KEY: origin})


def _end(**kwargs: Any) -> None:
    clear_contextvars()
