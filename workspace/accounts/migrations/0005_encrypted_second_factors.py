from django.db import migrations

from workspace.accounts import at_rest


def encrypt(apps, schema_editor):
    change_all(apps, at_rest.encrypt)


def decrypt(apps, schema_editor):
    change_all(apps, at_rest.decrypt)


def change_all(apps, change):
    for authenticator in apps.get_model("mfa", "Authenticator").objects.order_by("pk"):
        authenticator.data = at_rest.changed(authenticator.data, change)
        authenticator.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_one_way_to_prepare_files"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(encrypt, decrypt)]
