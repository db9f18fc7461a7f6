"""Files: names as they came, each once."""

import pytest

from jiqun.engine.kinds import KINDS, PlainQuestion, Trouble

FILE = KINDS["file"]
ASKED = PlainQuestion()
NAMES = ("营业执照.pdf", "审计报告（2025年）；正文.pdf")


@pytest.mark.parametrize(
    "raw",
    [
        list(NAMES),
        NAMES,
        [f" {NAMES[0]}\u3000", NAMES[1], NAMES[0]],
        "\n".join(NAMES),
        f"{NAMES[0]}\r\n\r\n {NAMES[1]} \n",
    ],
)
def test_names_in_a_list_or_one_a_line_are_understood(raw: object) -> None:
    assert FILE.parse(raw, ASKED) == NAMES


def test_names_printed_or_dumped_come_back_equal() -> None:
    assert FILE.dump(NAMES, ASKED) == list(NAMES)
    assert FILE.parse(FILE.dump(NAMES, ASKED), ASKED) == NAMES
    assert FILE.parse(FILE.show(NAMES, ASKED), ASKED) == NAMES


@pytest.mark.parametrize("raw", [1, True, [1], {"file": "a.pdf"}])
def test_another_shape_is_wrong_shape(raw: object) -> None:
    found = FILE.parse(raw, ASKED)
    assert isinstance(found, Trouble)
    assert found.code == "wrong_shape"


@pytest.mark.parametrize("raw", ["a\u202efdp.exe", ["a.pdf", "b\x07.pdf"]])
def test_name_that_cannot_be_seen_through_is_refused(raw: object) -> None:
    found = FILE.parse(raw, ASKED)
    assert isinstance(found, Trouble)
    assert (found.code, found.params["position"]) == ("bad_character", "2")
