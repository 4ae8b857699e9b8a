from collections import defaultdict

from django.db import migrations, models


def place(apps, schema_editor):
    partners = apps.get_model("twinning", "Partner").objects.all()
    found = defaultdict(lambda: (set(), set()))
    names = ("twinning", "organisation__country", "organisation__language")
    for twinning, country, language in partners.values_list(*names):
        found[twinning][0].add(country)
        found[twinning][1].add(language)
    together = defaultdict(list)
    for twinning, places in found.items():
        together[tuple(" ".join(sorted(codes)) for codes in places)].append(twinning)
    twinnings = apps.get_model("twinning", "TwinningPage").objects
    for (countries, languages), pks in together.items():
        twinnings.filter(pk__in=pks).update(
            partner_countries=countries, partner_languages=languages
        )


class Migration(migrations.Migration):

    dependencies = [
        ('twinning', '0005_draft_tab'),
        ('members', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='twinningpage',
            name='partner_countries',
            field=models.TextField(default='', editable=False),
        ),
        migrations.AddField(
            model_name='twinningpage',
            name='partner_languages',
            field=models.TextField(default='', editable=False),
        ),
        migrations.RunPython(place, migrations.RunPython.noop, elidable=True),
    ]
