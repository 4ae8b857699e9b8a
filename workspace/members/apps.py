from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "workspace.members"
    label = "members"

    def ready(self) -> None:
        from workspace.members import demo, panels  # noqa: PLC0415 - models are loaded by now

        demo.register_steps()
        panels.register_panels()
