"""Who is at a filing is kept in files; the notes in the table were worth half a minute."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("filings", "0009_explained_figures")]
    operations = [migrations.DeleteModel("Presence")]
