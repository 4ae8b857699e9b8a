"""How far the PDFs of an edition are, language by language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from whitepaper.models import Edition, EditionFile
from whitepaper.services import job_key
from workspace.jobs.models import PATIENCE, Job
from workspace.languages.forms import NAMES


@dataclass(frozen=True)
class LanguageJob:
    """One language: its file once there is one, else the job that makes it, else neither."""

    code: str
    name: str
    file: EditionFile | None
    job: Job | None

    @property
    def runs(self) -> bool:
        return self.file is None and self._is(Job.State.RUNNING)

    @property
    def waits(self) -> bool:
        return self.file is None and self._is(Job.State.WAITING)

    @property
    def failed(self) -> bool:
        """Stopped by an error, or ended without a file."""
        return self.file is None and self.job is not None and self.job.ended

    @property
    def alive(self) -> bool:
        """Something is about to change: worth looking again."""
        young = self.job is not None and timezone.now() - self.job.asked_at < PATIENCE
        return self.runs or (self.waits and young)

    def _is(self, state: str) -> bool:
        return self.job is not None and self.job.state == state


def language_jobs(edition: Edition, languages: Iterable[str]) -> list[LanguageJob]:
    """One query for the jobs; the files of the edition are prefetched."""
    keys = {job_key(edition, code): code for code in languages} if edition.digest else {}
    jobs = {keys[job.key]: job for job in Job.objects.filter(key__in=keys)}
    files = {file.language: file for file in edition.files.all()}  # type: ignore[attr-defined]
    return [LanguageJob(code, NAMES[code], files.get(code), jobs.get(code)) for code in languages]
