from django.apps import AppConfig


class WhitePaperConfig(AppConfig):
    name = "whitepaper"

    def ready(self) -> None:
        from whitepaper import demo, findable, panels, todo  # noqa: PLC0415 - models are loaded now

        findable.register_findables()
        panels.register_panels()
        todo.register_sources()
        demo.register_step()
