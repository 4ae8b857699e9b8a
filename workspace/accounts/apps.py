from django.apps import AppConfig
from django.core.checks import Tags, register

from workspace.accounts import checks


class AccountsConfig(AppConfig):
    name = "workspace.accounts"
    label = "accounts"

    def ready(self) -> None:
        from workspace.accounts import personal, second_factor  # noqa: PLC0415 - models are loaded by now

        register(checks.no_demo_accounts, Tags.security)
        second_factor.connect()
        personal.register_parts()
