from django.db import migrations, models


class Migration(migrations.Migration):
    """Filings name the revision of the edition they were judged by, from their next change on."""

    dependencies = [("filings", "0007_sources")]

    operations = [
        migrations.AlterField("filing", "form", models.CharField(max_length=80)),
        migrations.AddField(
            "filing",
            "edition_revision",
            models.CharField(blank=True, default="", max_length=20),
        ),
    ]
