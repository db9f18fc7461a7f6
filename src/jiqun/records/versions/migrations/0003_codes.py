"""Of a scan it is known whether its QR code was read."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("versions", "0002_scans"),)
    operations = (
        migrations.AddField("sealedscan", "code_read", models.BooleanField(default=False)),
    )
