from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "workspace.library"
    label = "library"

    def ready(self) -> None:
        from workspace.library import demo, findable  # noqa: PLC0415 - models are loaded by now

        findable.register_findables()
        demo.register_steps()
