"""The copy of one's data: one more kind of file that is made for one person."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from typing import TYPE_CHECKING, Any, BinaryIO

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workspace.jobs.asking import file_ask
from workspace.jobs.models import Job, PreparedFile
from workspace.registries import files, personal_data
from workspace.registries.files import Maker, Order, Progress

if TYPE_CHECKING:
    from workspace.accounts.models import User

KIND = "profile.data"
#: A copy is there for so long, then it is deleted.
KEPT_FOR = dt.timedelta(days=7)


def register_files() -> None:
    files.register(Maker(KIND, _("A copy of your data"), write, keep=KEPT_FOR))


def write(order: Order, out: BinaryIO, progress: Progress) -> None:
    """A ZIP with every part as it is now, and a text that says what each of them is."""
    parts = personal_data.parts()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        words = render_to_string("profile/copy_readme.txt", {"day": timezone.localdate()})
        pack.writestr("README.txt", words)
        for done, (name, collect) in enumerate(parts.items(), start=1):
            pack.writestr(f"{name}.json", _as_json(collect(order.user)))
            progress(done, len(parts))


def _as_json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def copy_of(user: User) -> PreparedFile | None:
    """The one that this person asked for last, while it is kept."""
    kept = PreparedFile.objects.filter(owner=user, kind=KIND, expires_at__gt=timezone.now())
    return kept.select_related("job").order_by("-job__asked_at").first()


@transaction.atomic
def copy_ask(*, user: User) -> PreparedFile:
    """A new copy in place of older ones; one that is still being written is not asked twice."""
    ended = (Job.State.DONE, Job.State.FAILED)
    old = Job.objects.filter(owner=user, prepared_file__kind=KIND, state__in=ended)
    old.delete()
    name = f"tandem-{timezone.localdate():%Y-%m-%d}.zip"
    return file_ask(kind=KIND, owner=user, language=user.language, name=name)
