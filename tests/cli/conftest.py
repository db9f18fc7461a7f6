"""The command as other programs start it: arguments in, exit status and both streams out."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from jiqun.cli import main


class Done(NamedTuple):
    status: int
    out: str
    err: str

    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def jiqun(capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Run a command in this process."""

    def run(*arguments: object) -> Done:
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as end:
            status = int(str(end.code or 0))
        out, err = capsys.readouterr()
        return Done(status, out, err)

    return run


@pytest.fixture
def changed(example_data: dict[str, object], tmp_path: Path) -> Callable[..., Path]:
    """The example with some answers changed, as a file; None takes an answer out."""

    def write(name: str = "changed.json", **answers: object) -> Path:
        given = example_data["answers"]
        assert isinstance(given, dict)
        filled = {**given, **answers}
        data = {**example_data, "answers": {k: v for k, v in filled.items() if v is not None}}
        path = tmp_path / name
        path.write_text(json.dumps(data, ensure_ascii=False, default=str), encoding="utf-8")
        return path

    return write
