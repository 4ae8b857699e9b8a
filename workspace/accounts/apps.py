from django.apps import AppConfig
from django.core.checks import Tags, register

from workspace.accounts import checks


class AccountsConfig(AppConfig):
    name = "workspace.accounts"
    label = "accounts"

    def ready(self) -> None:
        register(checks.no_demo_accounts, Tags.security)
