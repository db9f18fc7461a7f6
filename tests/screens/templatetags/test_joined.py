"""Lines of a template that are one line of the page."""

from __future__ import annotations

import pytest
from django.template import Context, engines


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{% joined %}\n  忘记密码时，\n  请联系。\n{% endjoined %}", "忘记密码时，请联系。"),
        ("{% joined %}\n  <b>甲</b>\n  乙 丙\n{% endjoined %}", "<b>甲</b>乙 丙"),
        # Inside a tag a line end parts the attributes, also where a variable stands between.
        (
            '{% joined %}\n<a href="{{ v }}"\n  class="x">甲\n</a>{% endjoined %}',
            '<a href="值\n值"\n  class="x">甲</a>',
        ),
        ("{% joined %}\n{% if v %}\n甲\n{% else %}\n乙\n{% endif %}\n{% endjoined %}丙", "甲丙"),
        ("{% joined %}\n甲{{ v }}\n{% endjoined %}", "甲值\n值"),
        ("{% joined %}1 < 2{% endjoined %}", "1 < 2"),
    ],
)
def test_line_ends_go_but_for_those_of_tags_and_values(source: str, shown: str) -> None:
    template = engines["django"].from_string(source)  # type: ignore[attr-defined]
    assert template.template.render(Context({"v": "值\n值"})) == shown
