from django.apps import AppConfig


class TwinningConfig(AppConfig):
    name = "twinning"

    def ready(self) -> None:
        from twinning import demo, findable, panels, todo  # noqa: PLC0415 - models are loaded now

        findable.register_findables()
        panels.register_panels()
        todo.register_sources()
        demo.register_steps()
