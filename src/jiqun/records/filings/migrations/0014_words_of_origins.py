"""What is typed is called 手工填写."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("filings", "0013_what_is_open"),
    ]

    operations = [
        migrations.AlterField(
            model_name="answerrow",
            name="origin",
            field=models.CharField(
                choices=[
                    ("typed", "手工填写"),
                    ("pasted", "粘贴"),
                    ("word", "Word 文件"),
                    ("copied", "沿用"),
                    ("computed", "采用计算值"),
                    ("confirmed", "确认仍然适用"),
                ],
                max_length=20,
            ),
        ),
    ]
