"""Explanations keep the figures they were written for; those there are count for the figures of now."""

import json
from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from jiqun.engine import Answers, Facts, finding_figures, from_addresses, read_answers
from jiqun.records.filings.current_answers import placed
from jiqun.records.filings.editions import form_named


def name_figures(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The figures of every explanation that stands; none where nothing asks for it now."""

    def rows(model: str) -> Any:
        return apps.get_model("filings", model).objects.using(schema_editor.connection.alias)

    def read(filing: Any) -> Answers | None:
        """The answers of a filing; None where its edition is not there any more."""
        try:
            form = form_named(filing.edition, filing.form)
        except LookupError:
            return None
        given = rows("AnswerRow").filter(filing_id=filing.pk).exclude(value="")
        kept = placed(form, given.values_list("key", "value"))
        return read_answers(form, from_addresses(form, {at: json.loads(v) for at, v in kept}))

    for filing in rows("Filing").iterator():
        answers = read(filing)
        if answers is None or not answers.explanations:
            continue
        named = rows("FilingSource").filter(filing_id=filing.pk)
        sources = ((row.name, read(rows("Filing").get(pk=row.of_id))) for row in named)
        facts = Facts(sources={name: own for name, own in sources if own is not None})
        figures = finding_figures(answers, facts)
        given = rows("AnswerRow").filter(filing_id=filing.pk).exclude(value="")
        found = placed(answers.form, ((row.key, row) for row in given))
        explained = [(at, row) for at, row in found if at.code]
        for at, row in explained:
            seen = figures.get(str(at), ())
            row.figures = json.dumps(seen, ensure_ascii=False, separators=(",", ":"))
        rows("AnswerRow").bulk_update([row for _, row in explained], ["figures"])


class Migration(migrations.Migration):
    dependencies = [("filings", "0008_edition_revision")]

    operations = [
        migrations.AddField("answerrow", "figures", models.TextField(blank=True, default="")),
        migrations.AlterField(
            "answerrow",
            "origin",
            models.CharField(
                choices=[
                    ("typed", "键入"),
                    ("pasted", "粘贴"),
                    ("word", "Word 文件"),
                    ("copied", "沿用"),
                    ("computed", "采用计算值"),
                    ("confirmed", "确认仍然适用"),
                ],
                max_length=20,
            ),
        ),
        migrations.RunPython(name_figures, migrations.RunPython.noop, elidable=False),
    ]
