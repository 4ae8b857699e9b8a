from django.apps import AppConfig


class WhitePaperConfig(AppConfig):
    name = "whitepaper"
