from django.apps import AppConfig


class ResearchConfig(AppConfig):
    name = "research"

    def ready(self) -> None:
        from research import demo, derived, findable, panels, todo  # noqa: PLC0415 - models are loaded

        findable.register_findables()
        panels.register_panels()
        todo.register_sources()
        derived.register_sources()
        demo.register_steps()
