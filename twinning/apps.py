from django.apps import AppConfig


class TwinningConfig(AppConfig):
    name = "twinning"

    def ready(self) -> None:
        # Imported here because they name models, which exist only from now on.
        from twinning import demo, findable, organisations, panels, todo  # noqa: PLC0415

        findable.register_findables()
        panels.register_panels()
        todo.register_sources()
        organisations.register_sources()
        demo.register_steps()
