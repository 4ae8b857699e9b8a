from django.apps import AppConfig


class TwinningConfig(AppConfig):
    name = "twinning"
