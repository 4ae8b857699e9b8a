from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "workspace.library"
    label = "library"

    def ready(self) -> None:
        # Imported here because a findable names a model, and models exist only from now on.
        from workspace.library import desk  # noqa: PLC0415
        from workspace.library.actions import register_actions  # noqa: PLC0415
        from workspace.library.demo import resources  # noqa: PLC0415
        from workspace.library.findable import RESOURCE  # noqa: PLC0415
        from workspace.registries import findable  # noqa: PLC0415

        findable.register(RESOURCE)
        desk.register_queues()
        register_actions()
        resources.register_steps()
