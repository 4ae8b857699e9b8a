from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "workspace.library"
    label = "library"
