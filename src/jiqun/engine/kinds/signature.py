"""Signature 签字: the name of who signed; the signature itself stands on the sealed scan."""

from __future__ import annotations

from jiqun.engine.kinds import person, text
from jiqun.engine.kinds.kind import Kind

KIND = Kind(
    id="signature",
    label="签字",
    read=person.parse,
    show=text.show,
    dump=text.show,
    widget="word",
    sample="马建国",
    written=True,
    signed=True,
    instead_of_none="请填写签字人的姓名。",
)
