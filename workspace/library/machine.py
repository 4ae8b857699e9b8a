"""Machine translation, where an installation has one (`libretranslate.py` or its own); none is
pretended."""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Translator(Protocol):
    """What `MACHINE_TRANSLATION` names: a class without arguments that does this."""

    def translate(self, text: str, source: str, target: str) -> str:
        """The text in the language `target`; OSError when the service does not answer."""


def translator() -> Translator | None:
    """The translator of this installation, or None: then no machine translation is offered."""
    if not settings.MACHINE_TRANSLATION:
        return None
    found: Translator = import_string(settings.MACHINE_TRANSLATION)()
    return found
