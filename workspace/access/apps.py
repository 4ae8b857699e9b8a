from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class AccessConfig(AppConfig):
    name = "workspace.access"
    label = "access"

    def ready(self) -> None:
        from workspace.access import changes, personal  # noqa: PLC0415 - models are loaded by now

        personal.register_parts()
        connection_created.connect(changes.watch)
        pre_migrate.connect(changes.pause)
        post_migrate.connect(changes.go_on)
