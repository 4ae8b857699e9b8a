"""People around a resource: its circle, the network, the editors."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.access.circle import person, programme, resource
from workspace.access.models import SpaceMembership
from workspace.access.services import network, space_join, space_open
from workspace.library import services
from workspace.library.models import Resource

EDITOR = SpaceMembership.Role.EDITOR


class House:
    """A circle of two people, another member, and an editor of the programme."""

    def __init__(self) -> None:
        self.circle = space_open(key="circle", name="Our twinning", kind="twinning")
        self.editorial = programme().editorial_space
        self.author = self._person("ana", self.circle)
        self.fellow = self._person("berta", self.circle)
        self.stranger = self._person("carla")
        self.editor = self._person("dora")
        space_join(space=self.editorial, user=self.editor, role=EDITOR)

    def _person(self, name: str, *spaces: Any) -> Any:
        user = person(name)
        for space in (network(), *spaces):
            space_join(space=space, user=user)
        return user

    def draft(self, **fields: Any) -> Resource:
        return resource(
            "carnet",
            live=False,
            added_by=self.author,
            **{"tier": "network", "space": self.circle, "licence": "CC0-1.0", **fields},
        )

    def proposed(self, **fields: Any) -> Resource:
        return services.resource_send(resource=self.draft(**fields), user=self.author)


def client(user: Any) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser
