from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "workspace.site"
    label = "site"

    def ready(self) -> None:
        from workspace.site import back_office, personal  # noqa: PLC0415 - models are loaded by now

        personal.register_parts()
        back_office.register_action()
