from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "workspace.members"
    label = "members"

    def ready(self) -> None:
        # Imported here because they name models, which exist only from now on.
        from workspace.members import demo, panels, personal, todo  # noqa: PLC0415

        todo.register_sources()
        demo.register_steps()
        panels.register_panels()
        personal.register_parts()
