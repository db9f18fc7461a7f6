"""Answers 填报值: what was filled in, read at one door, written, compared and merged.

read_json(raw)              bytes → plain objects, or UnusableInput
read_answers(form, data)    plain objects → Answers; what does not fit is listed, never lost
reading_groups(form), join_answers  what may be read apart, and the whole put together
write_answers(answers)      Answers → plain objects; reading them again gives equal Answers
"""

from jiqun.engine.answers.answer_reading import form_id, read_answers
from jiqun.engine.answers.answers import (
    ENCLOSURES,
    EVIDENCE,
    LISTS,
    Answer,
    Answers,
    Evidence,
    Figures,
    Leftover,
    ListRow,
    Problem,
    Target,
)
from jiqun.engine.answers.by_address import by_address, from_addresses
from jiqun.engine.answers.interchange import digest, write_answers, write_json
from jiqun.engine.answers.json_reading import UnusableInput, read_json
from jiqun.engine.answers.merging import Conflict, Merged, merge
from jiqun.engine.answers.reading_groups import join_answers, reading_groups

__all__ = [
    "ENCLOSURES",
    "EVIDENCE",
    "LISTS",
    "Answer",
    "Answers",
    "Conflict",
    "Evidence",
    "Figures",
    "Leftover",
    "ListRow",
    "Merged",
    "Problem",
    "Target",
    "UnusableInput",
    "by_address",
    "digest",
    "form_id",
    "from_addresses",
    "join_answers",
    "merge",
    "read_answers",
    "read_json",
    "reading_groups",
    "write_answers",
    "write_json",
]
