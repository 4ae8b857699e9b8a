from django.apps import AppConfig


class WhitePaperConfig(AppConfig):
    name = "whitepaper"

    def ready(self) -> None:
        # Imported here because they name models, which exist only from now on.
        from research import uses as finding_uses  # noqa: PLC0415
        from whitepaper import (  # noqa: PLC0415
            checkups,
            demo,
            findable,
            news,
            panels,
            personal,
            todo,
            uses,
        )
        from workspace.registries import derived  # noqa: PLC0415

        findable.register_findables()
        checkups.register()
        panels.register_panels()
        news.register_sources()
        todo.register_sources()
        demo.register_step()
        personal.register_parts()
        finding_uses.register(uses.cited_in)
        derived.register("whitepaper.standing", uses.standing_on)
