from django.db import migrations, models


class Migration(migrations.Migration):
    """Every filing there was before filled in the main form of its edition."""

    dependencies = [("filings", "0003_read_by_the_worker")]

    operations = [
        migrations.AddField(
            "filing", "form", models.CharField(default="application", max_length=80)
        ),
    ]
