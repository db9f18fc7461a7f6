"""The rows of a list 清单: which say anything, what they lack, what tells one from another."""

from __future__ import annotations

from collections.abc import Sequence

from jiqun.engine.answers import ListRow
from jiqun.engine.definition import RowList
from jiqun.engine.kinds import list_key


class ListRows:
    """The rows of one list.

    missing   of each row that lacks some, the columns that would name it
    says      of each row, whether it says anything: in the columns that name it, or at all where
              the list has none
    keys      of each row, what tells it from others; empty where it does not say
    """

    def __init__(self, row_list: RowList, rows: Sequence[ListRow]) -> None:
        self.row_list = row_list
        self.rows = rows
        self.missing: dict[int, list[str]] = {}
        for column in row_list.named_by:  # column by column: lists are long
            # Marks alone (/ — 。) name nothing; most texts are known by their first character.
            nameless = [
                number
                for number, text in enumerate(self._texts(column))
                if not text[:1].isalnum() and not any(map(str.isalnum, text))
            ]
            for number in nameless:
                self.missing.setdefault(number, []).append(column)
        self.says = [any(row.values()) for row in rows] if not row_list.named_by else self._says()
        keyed = [map(list_key, self._texts(column)) for column in row_list.key]
        self.keys = [own if all(own) else () for own in zip(*keyed, strict=True)] or [()] * len(
            rows
        )

    def _says(self) -> list[bool]:
        says = [True] * len(self.rows)
        for number, columns in self.missing.items():
            says[number] = len(columns) < len(self.row_list.named_by)
        return says

    def _texts(self, column: str) -> list[str]:
        return [row.get(column, "") for row in self.rows]
