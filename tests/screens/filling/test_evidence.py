"""The evidence page: files come in, prove, are given out safely, and go."""

from __future__ import annotations

from io import BytesIO

import pytest
from desk_fixtures import PDF, Desk
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from pytest_django import Settings

from jiqun.engine import parse_address
from jiqun.records.evidence.actions import NO_SUCH_ANSWER, add_piece
from jiqun.records.evidence.models import Piece
from jiqun.records.evidence.queries import pieces_of
from jiqun.records.filings.editions import form_of
from jiqun.records.journal.actions import SYSTEM
from jiqun.screens.filling.evidence import FILES_SHOWN

TICK = "chain_strengthening_work.chain_map"
MOST_BYTES = 150_000
BY_SCRIPT = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}


def add(own_desk: Desk, name: str = "图谱.pdf", data: bytes = PDF, **more: object) -> HttpResponse:
    given = {"file": SimpleUploadedFile(name, data), "kind": "authority", "for": [TICK], **more}
    return own_desk.post("evidence/add/", given, **BY_SCRIPT)


def pieces(own_desk: Desk) -> list[Piece]:
    return pieces_of(own_desk.application.filing)


def test_gap_is_shown_and_closed_by_a_file(own_desk: Desk) -> None:
    own_desk.fill(chain_strengthening_work=["chain_map"])
    assert (
        "缺少佐证材料（<span data-gaps>1</span> 项）" in own_desk.get("evidence/").content.decode()
    )
    assert add(own_desk).json() == {"done": "已保存 1 份文件。", "gaps": 0}
    assert "佐证材料齐全" in own_desk.get("evidence/").content.decode()


def test_file_the_system_kept_stands_under_the_name_of_the_system(own_desk: Desk) -> None:
    add_piece(own_desk.application.filing, "图谱.pdf", BytesIO(PDF), "authority", [], SYSTEM)
    answer = own_desk.get("evidence/")
    assert answer.status_code == 200 and SYSTEM.full_name in answer.content.decode()


def test_page_asked_for_a_tick_preselects_it(own_desk: Desk) -> None:
    own_desk.fill(chain_strengthening_work=["chain_map"])
    text = own_desk.get(f"evidence/?for={TICK}").content.decode()
    assert f'name="for" value="{TICK}" checked' in text


def test_file_that_is_not_what_it_says_is_refused_in_words(own_desk: Desk) -> None:
    answer = add(own_desk, data=b"<html></html>")
    assert answer.status_code == 422
    assert "没有保存" in answer.json()["error"]
    assert pieces(own_desk) == []


def test_upload_without_kind_is_refused(own_desk: Desk) -> None:
    answer = add(own_desk, kind="")
    assert answer.status_code == 422 and "类别" in answer.json()["error"]


def test_upload_that_says_it_is_too_large_is_not_read(own_desk: Desk, settings: Settings) -> None:
    settings.EVIDENCE_LARGEST = 1024 * 1024
    answer = add(own_desk, data=PDF + b" " * (2 * 1024 * 1024))
    assert answer.status_code == 413 and "1 MB" in answer.json()["error"]


def test_upload_after_the_deadline_is_refused(own_desk: Desk) -> None:
    own_desk.close()
    answer = add(own_desk)
    assert answer.status_code == 422 and "截止" in answer.json()["error"]
    assert pieces(own_desk) == []


def tie(own_desk: Desk, **sent: object) -> HttpResponse:
    return own_desk.post("evidence/ties/", sent)


def test_file_is_picked_at_an_answer_and_let_go_again(own_desk: Desk) -> None:
    own_desk.fill(chain_strengthening_work=["chain_map"])
    add(own_desk, **{"for": []})
    (piece,) = pieces(own_desk)
    assert (
        f'value="{piece.public_id}"' in own_desk.get(f"evidence/ties/?for={TICK}").content.decode()
    )
    answer = tie(own_desk, **{"for": TICK, "tied": [piece.public_id]})
    assert answer["Location"].endswith(f"/evidence/#r-{TICK}")
    assert "佐证材料齐全" in own_desk.get("evidence/").content.decode()
    tie(own_desk, **{"for": TICK, "were": [piece.public_id]})
    assert "佐证材料齐全" not in own_desk.get("evidence/").content.decode()


def test_answers_are_picked_at_a_file_and_what_others_tied_stays(own_desk: Desk) -> None:
    own_desk.fill(chain_strengthening_work=["chain_map", "challenge_list"])
    add(own_desk, **{"for": []})
    (piece,) = pieces(own_desk)
    other = "chain_strengthening_work.challenge_list"
    tie(own_desk, piece=piece.public_id, tied=[other])  # by somebody else, meanwhile
    tie(own_desk, piece=piece.public_id, tied=[TICK])
    assert {use.target for use in pieces(own_desk)[0].uses.all()} == {TICK, other}
    page = own_desk.get(f"evidence/ties/?piece={piece.public_id}").content.decode()
    assert page.count("checked") == page.count('name="were"') == 2


def test_ties_that_cannot_be_are_not_found_or_refused(own_desk: Desk) -> None:
    own_desk.fill(chain_strengthening_work=["chain_map"])
    add(own_desk)
    (piece,) = pieces(own_desk)
    for path in ("ties/", "ties/?for=nothing", f"ties/?piece={'0' * 32}"):
        assert own_desk.get(f"evidence/{path}").status_code == 404
    assert tie(own_desk, piece="0" * 32, tied=[TICK]).status_code == 404
    said = own_desk.clerk.post(
        f"{own_desk.base}evidence/ties/", {"for": "nothing", "tied": [piece.public_id]}, follow=True
    )
    assert NO_SUCH_ANSWER in said.content.decode()
    own_desk.close()
    tie(own_desk, piece=piece.public_id, were=[TICK])
    assert pieces(own_desk)[0].uses.count() == 1


def test_many_files_are_named_three_at_an_answer_and_listed_page_by_page(own_desk: Desk) -> None:
    own_desk.fill(chain_strengthening_work=["chain_map"])
    for number in range(FILES_SHOWN + 5):
        data = BytesIO(PDF + str(number).encode())
        at = [parse_address(form_of(own_desk.application.filing), TICK)]
        add_piece(own_desk.application.filing, f"图谱{number}.pdf", data, "authority", at, SYSTEM)
    first, second = (own_desk.get(f"evidence/{page}").content.decode() for page in ("", "?page=2"))
    assert first.count('class="chip"') == 3 and f"等 {FILES_SHOWN + 5} 份" in first
    assert (first.count('<tr id="f-'), second.count('<tr id="f-')) == (FILES_SHOWN, 5)
    assert first.index(f"图谱{FILES_SHOWN + 4}.pdf</a>") < first.index(f"图谱{FILES_SHOWN}.pdf</a>")
    assert len(first.encode()) < MOST_BYTES


def test_kind_is_changed_and_file_removed(own_desk: Desk) -> None:
    add(own_desk)
    (piece,) = pieces(own_desk)
    path = f"evidence/{piece.public_id}/"
    own_desk.post(f"{path}change/", {"do": "kind", "kind": "third_party"})
    assert pieces(own_desk)[0].kind == "third_party"
    said = own_desk.clerk.post(own_desk.base + f"{path}change/", {"do": "remove"}, follow=True)
    assert "已删除" in said.content.decode()
    assert own_desk.get(path).status_code == 404


def test_unknown_deed_changes_nothing(own_desk: Desk) -> None:
    add(own_desk)
    (piece,) = pieces(own_desk)
    answer = own_desk.post(f"evidence/{piece.public_id}/change/", {"do": "burn"}, **BY_SCRIPT)
    assert answer.status_code == 422 and len(pieces(own_desk)) == 1


@pytest.mark.parametrize("name", ["图谱.pdf", "a;b='c\u202e.pdf", "../../etc/𠮷.pdf"])
def test_file_is_given_out_as_attachment_that_runs_nothing(own_desk: Desk, name: str) -> None:
    add(own_desk, name)
    (piece,) = pieces(own_desk)
    answer = own_desk.get(f"evidence/{piece.public_id}/")
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert "\n" not in answer["Content-Disposition"] and "/" not in piece.name
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["Cache-Control"] == "no-store"


def test_file_of_another_county_is_not_there(own_desk: Desk) -> None:
    add(own_desk)
    (piece,) = pieces(own_desk)
    path = f"{own_desk.base}evidence/{piece.public_id}/"
    assert own_desk.stranger.get(path).status_code == 404
    assert own_desk.stranger.post(f"{path}change/", {"do": "remove"}).status_code == 404


def test_only_gaps_hides_what_is_proven(own_desk: Desk) -> None:
    own_desk.fill(chain_strengthening_work=["chain_map"], quality_brand_work=["collective_mark"])
    add(own_desk)
    text = own_desk.get("evidence/?gaps=1").content.decode()
    assert f'id="r-{TICK}"' not in text
    assert 'id="r-quality_brand_work.collective_mark"' in text
