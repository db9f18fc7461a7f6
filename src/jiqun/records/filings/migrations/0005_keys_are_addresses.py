"""Every key of an answer becomes its address: total_output.2024 is written total_output:2024.

The journal is never rewritten; its older spelling is understood where it is read.
"""

import json
import re
from collections.abc import Callable

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_BATCH = 500
_LED = re.compile(r"explanations\.")


def address(key: str) -> str:
    """The address for a key as it was: with a dot for every colon, and explanations led by a word."""
    explained = _LED.sub("", key, count=1)
    return explained if explained != key else key.replace(".", ":")


def boxes(answer: str) -> str:
    """The same for what a reader reported: the place of a box keeps its dot."""
    return answer if answer.count(".") == 1 and not answer[-4:].isdigit() else address(answer)


def mapped(text: str) -> str:
    """A JSON text that maps keys to something, its keys as addresses."""
    return (
        _written({address(key): value for key, value in json.loads(text).items()}) if text else ""
    )


def reported(text: str) -> str:
    """What a reader reported, its answers as addresses."""
    if not text:
        return ""
    report = json.loads(text)
    report["readers"] = {boxes(key): reader for key, reader in report.get("readers", {}).items()}
    for conflict in report.get("conflicts", ()):
        conflict["answer"] = boxes(conflict["answer"])
    for unclear in report.get("unclear", ()):
        unclear["answers"] = [boxes(answer) for answer in unclear.get("answers", ())]
    return _written(report)


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def write_addresses(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """All keys of the tables, a batch at a time."""

    def rewrite(model: str, columns: dict[str, Callable[[str], str]]) -> None:
        rows = apps.get_model("filings", model).objects.using(schema_editor.connection.alias)
        changed = []
        for row in rows.only(*columns).iterator(_BATCH):
            for column, change in columns.items():
                setattr(row, column, change(getattr(row, column)))
            changed.append(row)
            if len(changed) == _BATCH:
                rows.bulk_update(changed, list(columns))
                changed = []
        rows.bulk_update(changed, list(columns))

    rewrite("AnswerRow", {"key": address})
    rewrite("PrintedCopy", {"answers": mapped})
    rewrite("ImportPreview", {"base": mapped, "mine": mapped, "theirs": mapped, "report": reported})


class Migration(migrations.Migration):
    dependencies = [("filings", "0004_form")]

    operations = [migrations.RunPython(write_addresses, migrations.RunPython.noop, elidable=False)]
