from django.apps import AppConfig


class AddressesConfig(AppConfig):
    name = "workspace.addresses"
    label = "addresses"
