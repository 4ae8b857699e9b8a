from django.apps import AppConfig


class LanguagesConfig(AppConfig):
    name = "workspace.languages"
    label = "languages"
