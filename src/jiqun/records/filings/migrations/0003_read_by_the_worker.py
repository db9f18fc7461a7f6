from django.db import migrations, models

_STATES = [
    ("reading", "正在读取"),
    ("refused", "没有读取"),
    ("open", "待确认"),
    ("accepted", "已采用"),
    ("discarded", "已放弃"),
]


class Migration(migrations.Migration):
    dependencies = [("filings", "0002_changed_since")]

    operations = [
        migrations.AddField(
            "importpreview",
            "stored",
            models.CharField(default="", max_length=32),
            preserve_default=False,
        ),
        migrations.AddField("importpreview", "begun_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "importpreview", "trouble", models.TextField(default=""), preserve_default=False
        ),
        migrations.AlterField(
            "importpreview",
            "state",
            models.CharField(choices=_STATES, default="reading", max_length=20),
        ),
    ]
