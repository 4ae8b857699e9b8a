from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "workspace.library"
    label = "library"

    def ready(self) -> None:
        # Imported here because they name models, which exist only from now on.
        from workspace.library import (  # noqa: PLC0415
            checks,
            libretranslate,
            organisations,
            personal,
            queues,
            todo,
        )
        from workspace.library.actions import register_actions  # noqa: PLC0415
        from workspace.library.demo import resources, review  # noqa: PLC0415
        from workspace.library.findable import RESOURCE  # noqa: PLC0415
        from workspace.registries import checkups, findable  # noqa: PLC0415

        findable.register(RESOURCE)
        organisations.register_sources()
        checks.register_checks()
        todo.register_sources()
        queues.register_queues()
        register_actions()
        resources.register_steps()
        review.register_steps()
        personal.register_parts()
        checkups.register("translation", libretranslate.check)
