"""The digest a page makes of a file is SHA-256, wherever its blocks and steps end."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from playwright.sync_api import Page

Open = Callable[..., Page]
STEP = 1024 * 1024
SIZES = (0, 1, 3, 55, 56, 57, 63, 64, 65, 119, 120, 128, STEP - 1, STEP, STEP + 1, 2 * STEP + 60)
_DIGESTS = """async sizes => {
  const { digestOf } = await import("/static/jiqun/js/sha256.js");
  const found = [];
  for (const size of sizes) {
    const bytes = Uint8Array.from({ length: size }, (_, place) => (place * 7 + (place >> 8)) & 255);
    found.push(await digestOf(new Blob([bytes]), () => true));
  }
  return found;
}"""


def test_digest_is_that_of_others(open_page: Open) -> None:
    found = open_page("evidence/").evaluate(_DIGESTS, list(SIZES))
    contents = (bytes((n * 7 + (n >> 8)) & 255 for n in range(size)) for size in SIZES)
    assert found == [sha256(content).hexdigest() for content in contents]
