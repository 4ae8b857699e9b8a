"""Everybody a page may meet. One list, used wherever "who may see this" is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser

from tests.factories.people import make_coordinator, make_member, make_organisation, make_user
from tests.factories.twinnings import make_programme, make_twinning
from twinning.models import ProgrammePage, TwinningPage
from workspace.access.editors import editors_admitted
from workspace.access.models import SpaceMembership
from workspace.access.services import network, space_join, space_open
from workspace.members.models import Membership, Organisation

PERSONAS = (
    "anonymous",
    "pending",
    "member",
    "coordinator",
    "outsider",
    "named",
    "researcher",
    "editor",
    "facilitator",
    "administrator",
)

#: Who sees an object of each tier that belongs to the twinning `ours`, published.
SEES = {
    "public": set(PERSONAS),
    "network": set(PERSONAS) - {"anonymous", "pending"},
    "space": {"member", "coordinator", "facilitator", "administrator"},
    "named": {"named", "administrator"},
}

Role = SpaceMembership.Role


@dataclass
class World:
    """Two twinnings of one programme and all personas.

    member, coordinator: of the first partner of `ours`; outsider: of a partner of `theirs`;
    pending: asked to join that partner of `ours`; named: in the network, named one by one;
    researcher, facilitator: of the programme and of `ours`; editor: of `theirs` only.
    """

    programme: ProgrammePage
    ours: TwinningPage
    theirs: TwinningPage
    lille: Organisation
    cordoba: Organisation
    people: dict[str, Any] = field(default_factory=dict)


def build_world() -> World:
    programme = make_programme()
    lille, cordoba = make_organisation("Lille"), make_organisation("Córdoba", "AR", language="es")
    gijon, recife = make_organisation("Gijón", "ES"), make_organisation("Recife", "BR")
    people: dict[str, Any] = {"anonymous": AnonymousUser()}
    people["coordinator"] = make_coordinator(lille, email="coordinator@example.org")
    people["member"] = make_member(lille, email="member@example.org")
    people["outsider"] = make_coordinator(gijon, email="outsider@example.org")
    people["facilitator"] = _networked("facilitator")
    ours = make_twinning(
        programme, [lille, cordoba], "Ours", key="ours", facilitator=people["facilitator"]
    )
    theirs = make_twinning(programme, [gijon, recife], "Theirs", key="theirs")
    people["pending"] = make_user("pending@example.org")
    Membership.objects.create(organisation=lille, user=people["pending"])
    people["named"] = _networked("named")
    people["researcher"] = _networked("researcher")
    space_join(space=programme.research_space, user=people["researcher"], role=Role.RESEARCHER)
    space_join(space=programme.editorial_space, user=people["facilitator"], role=Role.FACILITATOR)
    people["editor"] = _networked("editor")
    desk = space_open(key="desk-theirs", name="Editors of one twinning")
    space_join(space=desk, user=people["editor"], role=Role.EDITOR)
    editors_admitted(desk, theirs)
    people["administrator"] = make_user(
        "administrator@example.org", is_superuser=True, is_staff=True
    )
    return World(programme, ours, theirs, lille, cordoba, {key: people[key] for key in PERSONAS})


def _networked(name: str) -> Any:
    user = make_user(f"{name}@example.org")
    space_join(space=network(), user=user)
    return user
