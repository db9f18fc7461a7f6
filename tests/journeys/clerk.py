"""A clerk at the desk: fills the parts of an application by typing, clicking and pasting.

What is written comes from answers in the interchange form; which of them a page asks for, and in
what way, is seen on the page itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect
from visiting import paste

SAVED = re.compile(r"已保存 \d\d:\d\d:\d\d")
ANSWERS = "#desk [data-answer]"
_TYPED_GRID = 0  # the first grid of a page is typed cell by cell, the others are pasted


@dataclass
class Clerk:
    """A person with an open page of an application and the answers to write into it.

    `address` is the application's.
    """

    page: Page
    address: str
    data: Mapping[str, Any]

    def open(self, place: str) -> None:
        """Open a page of the application."""
        self.page.goto(self.address + place)

    def go_on(self) -> None:
        """Press the button at the end of a part."""
        self.page.locator(".onward .btn-primary").click()
        self.page.wait_for_load_state()

    def fill_part(self) -> None:
        """Fill everything the open part asks for, and see that it is saved."""
        for number, grid in enumerate(self.page.locator('table[data-grid="years"]').all()):
            if number == _TYPED_GRID:
                self._type_grid(grid)
            else:
                self._paste_grid(grid)
        alone = self.page.locator(f"{ANSWERS}:not([data-grid] *)")
        for key, kind in alone.evaluate_all(
            "all => all.map(a => [a.dataset.answer, a.dataset.kind])"
        ):
            self._fill(key, kind)
        for key in self._keys('table[data-grid="targets"] [data-answer]'):
            self._fill_target(key)
        if any(self.value(key) is not None for key in self._keys(ANSWERS)):
            self.saved()

    def saved(self) -> None:
        """Leave the last answer and wait until the page says that all is saved."""
        self.page.locator("h1").click()
        expect(self.page.locator("#saving")).to_have_text(SAVED)

    def value(self, key: str) -> Any:
        """The answer for a key of the page; None if there is none."""
        field, _, rest = key.partition(":")
        if field == "lists":
            return self.data["lists"].get(rest)
        found = self.data["answers"].get(field)
        return found.get(rest) if rest and isinstance(found, Mapping) else found

    # --- One answer, by the kind of its input ---------------------------------------------------
    def _fill(self, key: str, kind: str) -> None:
        value = self.value(key)
        if value is None:
            return
        if kind == "division":
            self._at(key).select_option(label=value)
        elif kind in ("choice", "choices"):
            for option in [value] if isinstance(value, str) else value:
                self.page.locator(f'label[for="a-{key}.{option}"]').click()
        elif kind == "rows":
            self._paste_rows(key, value)
        else:
            self._write(key, str(value))

    def _write(self, key: str, text: str) -> None:
        """Take over what the page computed, press 无, or type."""
        take = self.page.locator(f'[data-computed="{key}"][data-value="{text}"] [data-take]')
        none = self.page.locator(f'[data-none="a-{key}"]')
        if take.count() and take.is_visible():
            take.click()
        elif text == "无" and none.count():
            none.click()
        else:
            self._at(key).click()
            self.page.keyboard.type(text)

    def _fill_target(self, key: str) -> None:
        field, _, indicator = key.partition(":")
        row: Mapping[str, str] = next(
            (r for r in self.data["answers"][field] if r["indicator"] == indicator), {}
        )
        for part in self.page.locator(f'[data-answer="{key}"] [data-part]').all():
            text = row.get(part.get_attribute("data-part"))
            if text:
                part.click()
                self.page.keyboard.type(text)

    # --- Tables ---------------------------------------------------------------------------------
    def _type_grid(self, grid: Locator) -> None:
        """Type year by year from the top; Enter goes to the cell below."""
        columns = zip(*self._keys_by_row(grid), strict=True)
        for keys in columns:
            self._at(keys[0]).click()
            for key in keys:
                self.page.keyboard.type(self.value(key))
                self.page.keyboard.press("Enter")

    def _paste_grid(self, grid: Locator) -> None:
        rows = self._keys_by_row(grid)
        self._at(rows[0][0]).click()
        self._paste([[self.value(key) for key in keys] for keys in rows])

    def _paste_rows(self, key: str, rows: Sequence[Mapping[str, str]]) -> None:
        table = self._at(key)
        table.get_by_role("button", name="＋添加一行").click()
        inputs = table.locator("tbody tr:first-child [data-column]")
        columns = inputs.evaluate_all("all => all.map(input => input.dataset.column)")
        self._paste([[row.get(column, "") for column in columns] for row in rows])
        expect(table.locator(".list-head .count b")).to_have_text(str(len(rows)))

    def _paste(self, cells: Sequence[Sequence[str]]) -> None:
        paste(self.page, "".join("\t".join(row) + "\r\n" for row in cells))

    def _keys_by_row(self, grid: Locator) -> list[list[str]]:
        found: list[list[str]] = grid.locator("tbody tr").evaluate_all(
            "rows => rows.map(row => [...row.querySelectorAll('[data-answer]')]"
            ".map(cell => cell.dataset.answer))"
        )
        return found

    def _keys(self, selector: str) -> list[str]:
        found: list[str] = self.page.locator(selector).evaluate_all(
            "all => all.map(answer => answer.dataset.answer)"
        )
        return found

    def _at(self, key: str) -> Locator:
        return self.page.locator(f'[id="a-{key}"]')
