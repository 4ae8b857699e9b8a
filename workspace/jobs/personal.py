"""What this app holds of a person: the work and the files that they asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workspace.jobs.models import Job, PreparedFile
from workspace.registries import personal_data

if TYPE_CHECKING:
    from workspace.accounts.models import User


def register_parts() -> None:
    personal_data.register("prepared_files", prepared_files)


def prepared_files(user: User) -> dict[str, Any]:
    files = PreparedFile.objects.filter(owner=user).order_by("pk")
    jobs = Job.objects.filter(owner=user).order_by("pk")
    return {
        "asked": list(jobs.values("asked_at", "ended_at", "state")),
        "files": list(files.values("kind", "name", "arguments", "language", "expires_at")),
    }
