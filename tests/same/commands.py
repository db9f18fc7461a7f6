"""Section `commands`: help, exit status and output of the command lines, as somebody types them."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.same.forms import ROOT

# In this order, in a folder with copies of the examples; what one writes the next may read.
ENGINE = """
jiqun
jiqun --help
jiqun --version
jiqun check --help
jiqun print --help
jiqun read --help
jiqun merge --help
jiqun lint --help
jiqun editions --help
jiqun new-edition --help
jiqun diff-editions --help
jiqun lock-edition --help
jiqun nonsense
jiqun check
jiqun check 没有.json
jiqun check 无扩展名
jiqun check 坏的.json
jiqun check 别的表.json
jiqun check --for nonsense 中宁枸杞.json
jiqun check 中宁枸杞.json
jiqun check --json 中宁枸杞.json 海原肉牛-外来.json
jiqun check 海原肉牛-外来.json 贺兰乳制品-外来.json
jiqun check 海原肉牛-外来.docx
jiqun check --for submission 中宁枸杞.json
jiqun check --standard yunnan-2022 中宁枸杞.json
jiqun check --standard nonsense 中宁枸杞.json
jiqun print 中宁枸杞.json --to 出/申报表.docx --report 出/排版.json
jiqun print 中宁枸杞.json --to 出/申报表.pdf
jiqun print 中宁枸杞.json --to 出/申报表.html
jiqun print 中宁枸杞.json --to 出/申报表.txt
jiqun print --blank ningxia-2026 --to 出/空白表.docx
jiqun print --blank nonsense --to 出/空白表.docx
jiqun read 出/申报表.docx --to 出/读回.json --report 出/报告.json
jiqun read 海原肉牛-外来.docx --to 出/海原.json --report 出/海原报告.json
jiqun read 坏的.json --to 出/x.json
jiqun read 坏的.docx --to 出/x.json
jiqun merge 中宁枸杞.json 出/读回.json 改过.json --to 出/合并.json
jiqun merge 中宁枸杞.json 改过.json 另改.json --to 出/合并.json
jiqun editions
jiqun lint ningxia-2026
jiqun lint 没有
jiqun new-edition ningxia-2026 ningxia-2027 --base-year 2026
jiqun new-edition ningxia-2026 ningxia-2027 --base-year 2026
jiqun lint ningxia-2027
jiqun diff-editions ningxia-2026 ningxia-2027
jiqun lock-edition ningxia-2027
jiqun lint ningxia-2027
jiqun diff-editions ningxia-2026 没有
jiqun-site
jiqun-site --help
jiqun-site demo --without-serving
jiqun-site verify-journal --kept nonsense
jiqun-site sweep-evidence
jiqun-site first-admin
jiqun-site migrate
jiqun-site migrate --check
""".strip().splitlines()
SHOWN = ("出/排版.json", "出/报告.json", "出/海原报告.json", "出/合并.json")


def collect() -> dict[str, str]:
    """By number and command: exit status, standard output, standard error."""
    found = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _lay(folder)
        for number, line in enumerate(ENGINE):
            found[f"{number:02} {line}"] = _run(folder, shlex.split(line))
        for name in SHOWN:
            found[f"file {name}"] = (folder / name).read_text("utf-8")
        found["file LOCK"] = (folder / "ningxia-2027" / "LOCK").read_text("utf-8")
    return found


def _lay(folder: Path) -> None:
    example = ROOT / "examples" / "中宁枸杞.json"
    shutil.copy(example, folder)
    for sample in (ROOT / "tests" / "samples").iterdir():
        shutil.copy(sample, folder)
    text = example.read_text("utf-8")
    (folder / "改过.json").write_text(text.replace("马建国", "马晓梅"), "utf-8")
    (folder / "另改.json").write_text(text.replace("马建国", "马晓兰"), "utf-8")
    (folder / "坏的.json").write_text("{", "utf-8")
    (folder / "坏的.docx").write_text("不是 Word", "utf-8")
    (folder / "别的表.json").write_text(
        '{"form": "hebei-2020/application", "answers": {}}', "utf-8"
    )


def _run(folder: Path, words: list[str]) -> str:
    own = ("JIQUN_", "DJANGO_", "DATABASE_URL", "SECRET_KEY", "PORT", "COLUMNS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    told = {"JIQUN_DEMO": "1", "JIQUN_DATA_DIR": str(folder / "data"), "COLUMNS": "100"}
    done = subprocess.run(
        [Path(sys.executable).with_name(words[0]), *words[1:]],
        cwd=folder,
        env={**kept, **told, "JIQUN_DEMO_PASSWORD": "枸杞红了-2026"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    said = f"status {done.returncode}\n{done.stdout}\n--- stderr\n{done.stderr}"
    said = said.replace(str(folder), "FOLDER").replace(str(ROOT), "ROOT")
    return re.sub(r"\b[0-9a-f]{64}\b", "DIGEST", said) if words[0] == "jiqun-site" else said
