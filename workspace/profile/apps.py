from django.apps import AppConfig


class ProfileConfig(AppConfig):
    name = "workspace.profile"
    label = "profile"

    def ready(self) -> None:
        from workspace.profile import copies, digest, reminders  # noqa: PLC0415 - models are loaded by now

        reminders.register_category()
        digest.register_category()
        copies.register_files()
