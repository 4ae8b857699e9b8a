from django.apps import AppConfig


class ResearchConfig(AppConfig):
    name = "research"

    def ready(self) -> None:
        from research import demo, findable, panels, personal, todo  # noqa: PLC0415 - models are loaded by now

        findable.register_findables()
        panels.register_panels()
        todo.register_sources()
        demo.register_steps()
        personal.register_parts()
