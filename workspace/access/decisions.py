"""What every check answers: yes or no, and why. The reason is shown to the person."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied


class Decision(NamedTuple):
    """`allowed` and the `reason` of a refusal in the reader's language (lazy)."""

    allowed: bool
    reason: Any = ""

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Raise PermissionDenied with the reason unless allowed."""
        if not self.allowed:
            raise PermissionDenied(self.reason)


ALLOWED = Decision(True)


def refused(reason: Any) -> Decision:
    return Decision(False, reason)
