"""Read what comes with the answers: evidence 佐证材料 and explanations 情况说明."""

from __future__ import annotations

from jiqun.engine.answers.answers import Evidence
from jiqun.engine.answers.problems import Notes
from jiqun.engine.definition import (
    NOWHERE,
    Address,
    Form,
    UnknownAddress,
    parse_explained,
    parse_place,
)
from jiqun.engine.kinds import bad_character, clean_text, excerpt

EVIDENCE_KINDS = ("authority", "third_party", "self_declaration")
_PARTS = "“for”“file”“kind”三项文字"


def read_evidence(form: Form, entries: list[object], notes: Notes) -> tuple[Evidence, ...]:
    """The files that prove answers; an entry that names no answer of the form is a leftover."""
    evidence = []
    for n, entry in enumerate(entries):
        one = _one_evidence(form, entry, f"佐证材料第{n + 1}条", notes)
        if one is None:
            notes.leave(entry, "evidence", n)
        else:
            evidence.append(one)
    return tuple(evidence)


def _one_evidence(form: Form, entry: object, place: str, notes: Notes) -> Evidence | None:
    if not isinstance(entry, dict) or set(entry) != {"for", "file", "kind"}:
        notes.problem("wrong_shape", entry, place=place, expected=_PARTS)
        return None
    target, file, kind = entry["for"], entry["file"], entry["kind"]
    if not (isinstance(target, str) and isinstance(file, str) and isinstance(kind, str)):
        notes.problem("wrong_shape", entry, place=place, expected=_PARTS)
        return None
    try:
        at = parse_place(form, target)
    except UnknownAddress as unknown:
        _tell_unknown(form, unknown.said, place, notes)
        return None
    if kind not in EVIDENCE_KINDS:
        kinds = "、".join(EVIDENCE_KINDS)
        notes.problem("wrong_shape", kind, place=place, at=at, expected=f"类别（{kinds}）")
    elif not file.strip():
        notes.problem("wrong_shape", file, place=place, at=at, expected="文件名")
    elif _fine(file, place, at, notes):
        return Evidence(at, clean_text(file), kind)
    return None


def _tell_unknown(form: Form, said: Address, place: str, notes: Notes) -> None:
    """Say what the form does not have: the field, or this option of it."""
    field = form.fields.get(said.field)
    if field is None:
        hint = notes.nearest(said.field, form.fields)
        notes.problem("unknown_field", said.field, hint, place, at=said.whole)
        return
    ids = [o.id for o in field.options]
    hint = notes.nearest(said.option, ids)
    words = {"option": said.option, "options": "、".join(ids)}
    notes.problem("unknown_option", said.option, hint, place, at=said, **words)


def read_explanations(form: Form, raw_texts: dict[str, object], notes: Notes) -> dict[str, str]:
    """The explanations by their key, code:field:period; a key in the older spelling is put so."""
    explanations, odd = {}, []
    for key, text in raw_texts.items():
        if not isinstance(text, str) or bad_character(key) or bad_character(text):
            odd.append((key, text))
            continue
        written = key
        try:
            written = str(parse_explained(form, key))
        except UnknownAddress as unknown:
            _tell_unexplained(form, key, unknown, notes)
        explanations[key if written in raw_texts else written] = clean_text(text)
    for key, text in odd:
        notes.leave(text, "explanations", key)
        if not isinstance(text, str):
            notes.problem("wrong_shape", text, place=_place(key), expected="一段文字")
        elif _fine(key, _place(key), NOWHERE, notes):
            _fine(text, _place(key), NOWHERE, notes)
    return explanations


def _tell_unexplained(form: Form, key: str, unknown: UnknownAddress, notes: Notes) -> None:
    """Say that the form does not have the field an explanation is about."""
    named = UnknownAddress(unknown.said.option).said.field
    if named and named not in form.fields and named not in form.lists:
        hint = notes.nearest(named, form.fields)
        notes.problem("unknown_field", named, hint, _place(key), at=Address(named))


def _place(key: str) -> str:
    return f"情况说明“{excerpt(key)}”"


def _fine(text: str, place: str, at: Address, notes: Notes) -> bool:
    """Whether every character of a text can be kept; a problem is noted where not."""
    bad = bad_character(text)
    if bad is None:
        return True
    notes.problem("bad_character", text, "请删去这个字符后重新填写。", place, at=at, **bad)
    return False
