from django.apps import AppConfig


class ResearchConfig(AppConfig):
    name = "research"

    def ready(self) -> None:
        # Imported here because they name models, which exist only from now on.
        from research import (  # noqa: PLC0415
            citing,
            demo,
            derived,
            findable,
            news,
            panels,
            personal,
            todo,
        )

        findable.register_findables()
        panels.register_panels()
        news.register_sources()
        todo.register_sources()
        derived.register_sources()
        citing.register_ways()
        demo.register_steps()
        personal.register_parts()
