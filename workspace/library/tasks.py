"""Work done by the task worker."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from workspace.library.links import Guard, ask, on_the_open_web
from workspace.library.models import Resource


@task()
def check_link(resource_id: int) -> str:
    """Ask the site of a resource whether its page is there; editors see the answer."""
    return link_asked(resource_id, on_the_open_web)


def link_asked(resource_id: int, guard: Guard) -> str:
    resource = Resource.objects.filter(pk=resource_id).exclude(url="").first()
    if resource is None:
        return ""
    answer = ask(resource.url, guard)
    # An address that was changed in the meantime has not been asked.
    Resource.objects.filter(pk=resource_id, url=resource.url).update(
        link_answer=answer, link_asked_at=timezone.now()
    )
    return answer
