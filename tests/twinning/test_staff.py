"""Roles given and taken on the command line."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories.people import make_user
from tests.personas import World
from workspace.access.models import SpaceMembership
from workspace.access.rules import is_editor, is_facilitator, is_researcher

pytestmark = pytest.mark.django_db


def give(*words: str) -> str:
    out = StringIO()
    call_command("give_role", *words, stdout=out)
    return out.getvalue()


def test_a_facilitator_of_a_programme_accompanies_its_twinnings(world: World) -> None:
    user = make_user("new@example.org")
    said = give("NEW@example.org", "facilitator", world.programme.slug)
    for space in (world.programme.editorial_space, world.ours.space, world.theirs.space):
        assert is_facilitator(user, space)
        assert str(space) in said
    assert user.groups.filter(space__kind="network").exists()
    give("new@example.org", "facilitator", world.programme.slug, "--take")
    assert not SpaceMembership.objects.filter(user=user).exists()
    assert not user.groups.exists()


def test_a_facilitator_of_one_twinning_sees_no_other(world: World) -> None:
    user = make_user("new@example.org")
    give(user.email, "facilitator", world.ours.slug)
    assert is_facilitator(user, world.ours.space)
    assert not is_facilitator(user, world.theirs.space)
    assert not is_facilitator(user, world.programme.editorial_space)


def test_researchers_and_editors_work_for_the_programme(world: World) -> None:
    first, second = make_user("first@example.org"), make_user("second@example.org")
    give(first.email, "researcher", world.programme.slug)
    give(second.email, "editor", world.programme.slug)
    assert is_researcher(first, world.programme.research_space)
    assert is_editor(second, world.programme.editorial_space)
    with pytest.raises(CommandError, match="name its programme"):
        give(second.email, "editor", world.ours.slug)


def test_a_member_who_gives_the_role_back_stays_a_member(world: World) -> None:
    member = world.people["member"]
    give(member.email, "facilitator", world.ours.slug)
    give(member.email, "facilitator", world.ours.slug, "--take")
    part = SpaceMembership.objects.get(user=member, space=world.ours.space)
    assert part.role == SpaceMembership.Role.MEMBER
    assert member.groups.filter(space__kind="network").exists()


def test_a_second_role_does_not_silently_end_the_first(world: World) -> None:
    facilitator = world.people["facilitator"]
    with pytest.raises(CommandError, match="is facilitator there"):
        give(facilitator.email, "editor", world.programme.slug)
    assert is_facilitator(facilitator, world.programme.editorial_space)


def test_what_is_not_there_is_named(world: World) -> None:
    email = world.people["member"].email
    with pytest.raises(CommandError, match=r"nobody@example\.org"):
        give("nobody@example.org", "editor", world.programme.slug)
    with pytest.raises(CommandError, match=f"elsewhere.*{world.programme.slug}"):
        give(email, "editor", "elsewhere")
    with pytest.raises(CommandError, match="is not editor of"):
        give(email, "editor", world.programme.slug, "--take")
