from django.db import migrations

from search.engines.database import schema


class Migration(migrations.Migration):
    dependencies = [("search", "0001_entries")]

    operations = [migrations.RunPython(schema.install, schema.remove)]
