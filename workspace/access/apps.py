from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "workspace.access"
    label = "access"

    def ready(self) -> None:
        from workspace.access import personal  # noqa: PLC0415 - models are loaded by now

        personal.register_parts()
