from django.db import migrations, models
from django.db.models import Count, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce


def count(apps, schema_editor):
    phases = apps.get_model("twinning", "PhasePage").objects.filter(twinning=OuterRef("pk"))
    rows = phases.order_by().values("twinning")
    numbers = rows.annotate(asked=Count("*")).values("asked")
    due = rows.filter(state__in=("active", "returned", "submitted"))
    apps.get_model("twinning", "TwinningPage").objects.update(
        phases_total=Coalesce(Subquery(numbers), 0),
        phases_validated=Coalesce(Subquery(numbers.filter(state="validated")), 0),
        open_due_on=Subquery(due.annotate(asked=Min("due_on")).values("asked")),
    )


class Migration(migrations.Migration):

    dependencies = [
        ('twinning', '0003_indexes'),
    ]

    operations = [
        migrations.AddField(
            model_name='twinningpage',
            name='open_due_on',
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='twinningpage',
            name='phases_total',
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='twinningpage',
            name='phases_validated',
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.RunPython(count, migrations.RunPython.noop, elidable=True),
    ]
