from django.apps import AppConfig
from django.db.models.signals import post_delete


class JobsConfig(AppConfig):
    name = "workspace.jobs"
    label = "jobs"

    def ready(self) -> None:
        # Imported here because they name models, which exist only from now on.
        from workspace.jobs import files, models, origin, personal, todo  # noqa: PLC0415

        origin.listen()
        post_delete.connect(files.remove_stored, sender=models.PreparedFile)
        todo.register_sources()
        personal.register_parts()
