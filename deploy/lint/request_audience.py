"""Tells mypy what `AudienceMiddleware` adds to every request: `request.audience`."""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import MypyFile
from mypy.plugin import ClassDefContext, Plugin
from mypy.plugins.common import add_attribute_to_class
from mypy.types import AnyType, TypeOfAny

AUDIENCE = "workspace.access.audience.Audience"


class RequestAudience(Plugin):
    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        if file.fullname != "django.http.request":
            return []
        return [(10, AUDIENCE.rpartition(".")[0], -1)]

    def get_customize_class_mro_hook(
        self, fullname: str
    ) -> Callable[[ClassDefContext], None] | None:
        return _add_audience if fullname == "django.http.request.HttpRequest" else None


def _add_audience(context: ClassDefContext) -> None:
    kind = context.api.named_type_or_none(AUDIENCE) or AnyType(TypeOfAny.special_form)
    add_attribute_to_class(context.api, context.cls, "audience", kind)


def plugin(version: str) -> type[Plugin]:
    return RequestAudience
