"""Apart from the change of rows before it, which PostgreSQL wants ended first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_sealed_and_chained")]

    operations = [
        migrations.AddConstraint(
            "auditentry",
            models.UniqueConstraint(fields=("organisation", "number"), name="audit_number_once"),
        ),
    ]
