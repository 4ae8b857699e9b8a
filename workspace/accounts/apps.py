from django.apps import AppConfig
from django.core.checks import Tags, register

from workspace.accounts import checks


class AccountsConfig(AppConfig):
    name = "workspace.accounts"
    label = "accounts"

    def ready(self) -> None:
        # Imported here because they name models, which exist only from now on.
        from workspace.accounts import addresses, admin_language, personal, second_factor  # noqa: PLC0415

        register(checks.no_demo_accounts, Tags.security)
        addresses.connect()
        admin_language.connect()
        second_factor.connect()
        personal.register_parts()
