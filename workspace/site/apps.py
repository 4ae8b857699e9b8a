from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "workspace.site"
    label = "site"
