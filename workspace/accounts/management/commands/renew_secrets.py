"""After SECRET_KEY has changed, before the former key is forgotten."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workspace.accounts.renewing import secrets_renew


class Command(BaseCommand):
    help = "Encrypt every stored secret anew under SECRET_KEY, so that no former key is needed."

    def handle(self, *args: Any, **options: Any) -> None:
        before = secrets_renew()
        self.stdout.write(f"Encrypted anew under SECRET_KEY: {before.former}.")
        self.stdout.write(f"Under SECRET_KEY already: {before.present}.")
        if before.closed:
            people = ", ".join(sorted(set(before.closed)))
            raise CommandError(
                f"No key opens the second factor of {people}. Add the key it was set up under to "
                "SECRET_KEY_FALLBACKS and run this again, or run reset_second_factor for each."
            )
