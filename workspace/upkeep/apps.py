from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "workspace.upkeep"
    label = "upkeep"

    def ready(self) -> None:
        # Imported here because they need models, which exist only once apps are loaded.
        from workspace.upkeep import checkups, measures, readiness  # noqa: PLC0415

        checkups.register()
        measures.register()
        readiness.register()
