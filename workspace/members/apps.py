from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "workspace.members"
    label = "members"

    def ready(self) -> None:
        from workspace.members import demo, todo  # noqa: PLC0415 - models are loaded by now

        todo.register_sources()
        demo.register_steps()
