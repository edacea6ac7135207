"""The mail server's password is sealed, the log of acts chained: both also for what is there already."""

import django.db.models.deletion
from django.db import migrations, models

import tournevis.vault.fields
from tournevis.people import chain
from tournevis.vault.fields import Sealed, keyring


def seal_password(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT smtp_password FROM people_installation WHERE smtp_password <> ''")
        for (text,) in cursor.fetchall():
            cursor.execute("UPDATE people_installation SET smtp_password = %s", [Sealed.of(text).token])


def chain_log(apps, schema_editor):
    Entry, Head = apps.get_model("people", "AuditEntry"), apps.get_model("people", "AuditHead")
    for organisation in apps.get_model("people", "Organisation").objects.all():
        number, digest = 0, ""
        for entry in Entry.objects.filter(organisation=organisation).order_by("id").iterator(500):
            number += 1
            entry.number, entry.previous = number, digest
            entry.digest = digest = chain.digest(entry, keyring().chain)
            entry.save()
        Head.objects.create(organisation=organisation, number=number, digest=digest)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AlterField(
            "installation",
            "smtp_password",
            tournevis.vault.fields.SealedField(verbose_name="password on the mail server"),
        ),
        migrations.RunPython(seal_password, migrations.RunPython.noop),
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField(default=0)),
                ("digest", models.CharField(blank=True, max_length=64)),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="audit_head",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddField("auditentry", "reason", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.AddField("auditentry", "number", models.PositiveBigIntegerField(default=0), preserve_default=False),
        migrations.AddField(
            "auditentry", "previous", models.CharField(blank=True, max_length=64, default=""), preserve_default=False
        ),
        migrations.AddField(
            "auditentry", "digest", models.CharField(max_length=64, default=""), preserve_default=False
        ),
        migrations.AlterField("auditentry", "at", models.DateTimeField()),
        migrations.RunPython(chain_log, migrations.RunPython.noop),
    ]
