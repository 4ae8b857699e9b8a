from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "workspace.jobs"
    label = "jobs"

    def ready(self) -> None:
        # Imported here because it needs the model of the tasks.
        from workspace.jobs import origin  # noqa: PLC0415

        origin.listen()
