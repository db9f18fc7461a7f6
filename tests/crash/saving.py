"""People who save answers without end, and the ledger of what the server told them was saved."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.site.site_visitor import Visitor


@dataclass
class Ledger:
    """What one person did: by key every value that was sent, in order, and the last that was
    acknowledged with its revision. `lost` counts saves whose answer never came; `odd` holds what
    should not have come at all."""

    sent: dict[str, list[str]] = field(default_factory=dict)
    acknowledged: dict[str, tuple[int, str]] = field(default_factory=dict)
    count: int = 0
    lost: int = 0
    odd: list[str] = field(default_factory=list)


class Saver(threading.Thread):
    """Saves the answers of `keys` one after the other, each time another value, until `stop`."""

    def __init__(
        self, visitor: Visitor, application: str, section: str, keys: Sequence[str]
    ) -> None:
        super().__init__(daemon=True)
        self.visitor, self.application, self.section, self.keys = (
            visitor,
            application,
            section,
            keys,
        )
        self.stop = threading.Event()
        self.ledger = Ledger()

    def run(self) -> None:
        """Save; what was not answered is sent again, as the page does."""
        now = self.visitor.answers(self.application, self.section)
        revisions = {key: now[key]["revision"] if key in now else 0 for key in self.keys}
        number = 0
        while not self.stop.is_set():
            number += 1
            key = self.keys[number % len(self.keys)]
            value = f"{number}.25"
            self.ledger.sent.setdefault(key, []).append(value)
            while not self.stop.is_set() and not self._save(key, value, revisions):
                time.sleep(0.05)
        self.visitor.leave()

    def _save(self, key: str, value: str, revisions: dict[str, int]) -> bool:
        """Whether it was answered; what was acknowledged goes into the ledger."""
        try:
            status, content = self.visitor.save(
                self.application, key, value, revisions[key], self.section
            )
        except (OSError, http.client.HTTPException):
            self.ledger.lost += 1
            return False
        saved = json.loads(content)["saved"] if status == 200 else []
        if len(saved) != 1 or saved[0]["value"] != value:
            # Nobody else writes to these answers, so none of them can be stale.
            self.ledger.odd.append(f"{status} {key} {value}: {content[:300].decode()}")
            return True
        revisions[key] = saved[0]["revision"]
        self.ledger.acknowledged[key] = (revisions[key], value)
        self.ledger.count += 1
        return True
