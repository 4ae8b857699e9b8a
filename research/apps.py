from django.apps import AppConfig


class ResearchConfig(AppConfig):
    name = "research"

    def ready(self) -> None:
        # Imported here because they name models, which exist only from now on.
        from research import demo, findable, news, panels, todo  # noqa: PLC0415

        findable.register_findables()
        panels.register_panels()
        news.register_sources()
        todo.register_sources()
        demo.register_steps()
