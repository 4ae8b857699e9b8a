from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "workspace.site"
    label = "site"

    def ready(self) -> None:
        from workspace.site import personal  # noqa: PLC0415 - models are loaded by now

        personal.register_parts()
