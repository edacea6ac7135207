from django.db import migrations, models


def mark_first(apps, _schema):
    """The organisation that was there first is the one that serves the others."""
    organisations = apps.get_model("people", "Organisation").objects
    if first := organisations.order_by("pk").first():
        organisations.filter(pk=first.pk).update(serves_others=True)


class Migration(migrations.Migration):
    dependencies = [("people", "0005_roles")]

    operations = [
        migrations.AddField("organisation", "serves_others", models.BooleanField("serves the others", default=False)),
        migrations.RunPython(mark_first, migrations.RunPython.noop),
    ]
