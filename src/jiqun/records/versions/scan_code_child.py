"""The process that looks for QR codes in a scan: a stranger's file is drawn here, not in the site.

The file comes on standard input; the texts of the codes go to standard output, as JSON. Started by
scan_codes.py; knows nothing of the rest of the site.
"""

from __future__ import annotations

import io
import json
import resource
import sys
from collections.abc import Iterator

from PIL import Image

CPU_SECONDS = 15
MEMORY = 1024 * 1024 * 1024
MOST_PAGES = 4
DOTS = 200  # an inch
MOST_DOTS = 60_000_000  # of a picture: A4 at 600 dots an inch has 35 million


def main() -> None:
    keep_within_limits()
    found = codes_in(sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(found))


def keep_within_limits() -> None:
    """What a file may cost this process: time, memory, nothing written, no picture too large."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Image.MAX_IMAGE_PIXELS = MOST_DOTS


def codes_in(data: bytes) -> list[str]:
    """The texts of the QR codes on the first page that has any; the last page is looked at second,
    which is where a seal stands."""
    import zxingcpp

    for page in _pages(data):
        found = zxingcpp.read_barcodes(
            page, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
        )
        if found:
            return [one.text for one in found]
    return []


def _pages(data: bytes) -> Iterator[Image.Image]:
    if not data.startswith(b"%PDF"):
        yield Image.open(io.BytesIO(data)).convert("L")
        return
    import pypdfium2

    file = pypdfium2.PdfDocument(data)
    count = len(file)
    for number in list(dict.fromkeys((0, count - 1, *range(count))))[:MOST_PAGES]:
        page = file[number]
        scale = min(DOTS / 72, (MOST_DOTS / max(1.0, page.get_width() * page.get_height())) ** 0.5)
        yield page.render(scale=scale, grayscale=True).to_pil()


if __name__ == "__main__":
    main()
