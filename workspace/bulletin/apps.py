from django.apps import AppConfig


class BulletinConfig(AppConfig):
    name = "workspace.bulletin"
    label = "bulletin"

    def ready(self) -> None:
        # Imported here because they name models, which exist only from now on.
        from workspace.bulletin import checks, demo, findable, mails, panels, personal, todo  # noqa: PLC0415

        findable.register_findables()
        panels.register_panels()
        todo.register_sources()
        checks.register_checks()
        demo.register_steps()
        personal.register_parts()
        mails.register_category()
