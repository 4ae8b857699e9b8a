"""Makes somebody facilitator, researcher or editor; nobody gets these roles by themselves."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from twinning.models import ProgrammePage, TwinningPage
from twinning.staff import GIVEN, Role, other_role, role_give, role_take
from workspace.accounts.models import User


class Command(BaseCommand):
    help = "Give somebody a role in a programme or in one twinning, or take it away again."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("address", help="the e-mail address of the person")
        parser.add_argument("role", choices=[str(role) for role in GIVEN])
        parser.add_argument(
            "place",
            help="the last part of the address of the programme or twinning: i-twinnings of "
            "/en/programmes/i-twinnings/",
        )
        parser.add_argument("--take", action="store_true", help="take the role away")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["address"], is_active=True).first()
        if user is None:
            raise CommandError(f"Nobody has an account with the address {options['address']}.")
        role, place = options["role"], _place(options["place"])
        if isinstance(place, TwinningPage) and role != Role.FACILITATOR:
            raise CommandError(f"A twinning has no {role} of its own: name its programme.")
        other = other_role(user, role, place)
        if other and not options["take"]:
            raise CommandError(
                f"{user.email} is {other} there, and nobody is both. Take that role away first."
            )
        act = role_take if options["take"] else role_give
        spaces = act(user=user, role=role, place=place)
        if options["take"] and not spaces:
            raise CommandError(f"{user.email} is not {role} of {place.name}.")
        verb = "is no longer" if options["take"] else "is"
        self.stdout.write(f"{user.email} {verb} {role} of:")
        for space in spaces:
            self.stdout.write(f"  {space}")


def _place(slug: str) -> ProgrammePage | TwinningPage:
    for kind in (ProgrammePage, TwinningPage):
        found = kind.objects.filter(slug=slug).first()
        if found is not None:
            return found
    known = ", ".join(ProgrammePage.objects.order_by("slug").values_list("slug", flat=True))
    raise CommandError(
        f"No programme and no twinning has the address {slug}. Programmes: {known or 'none yet'}."
    )
