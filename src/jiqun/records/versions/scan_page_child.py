"""The process that draws a page of a scan: a stranger's file is drawn here, not in the site.

The file comes on standard input, the number of the page from 1 as argument; to standard output go a
line with how many pages there are, and the page as PNG. Started by scan_pages.py.
"""

from __future__ import annotations

import io
import sys

from PIL import Image

from jiqun.records.versions.scan_code_child import keep_within_limits

DOTS = 110  # an inch: a page as wide as half a screen, twice as sharp
WIDEST = 1400  # dots


def main() -> None:
    keep_within_limits()
    count, page = drawn(sys.stdin.buffer.read(), int(sys.argv[1]))
    sys.stdout.buffer.write(f"{count}\n".encode())
    page.thumbnail((WIDEST, 4 * WIDEST))
    page.save(sys.stdout.buffer, "PNG")


def drawn(data: bytes, number: int) -> tuple[int, Image.Image]:
    """How many pages a scan has, and one of them, the last where it has fewer."""
    if not data.startswith(b"%PDF"):
        return 1, Image.open(io.BytesIO(data)).convert("RGB")
    import pypdfium2

    file = pypdfium2.PdfDocument(data)
    count = len(file)
    page = file[min(max(number, 1), count) - 1]
    wide = WIDEST / max(1.0, page.get_width(), page.get_height() / 2)
    return count, page.render(scale=min(DOTS / 72, wide)).to_pil()


if __name__ == "__main__":
    main()
