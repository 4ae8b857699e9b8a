from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        # Imported here because receivers need models, which exist only once apps are loaded.
        from search import upkeep  # noqa: PLC0415
        from search.receivers import listen  # noqa: PLC0415
        from workspace.registries.findable import on_register  # noqa: PLC0415

        on_register(listen)
        upkeep.register()
