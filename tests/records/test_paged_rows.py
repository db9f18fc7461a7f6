"""Rows: what is looked at is read, and no query gets out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.paginator import Paginator
from pytest_django import DjangoAssertNumQueries

from jiqun.records.organisations.models import Office
from jiqun.records.paged_rows import Rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def names(office: Callable[..., Office]) -> Rows[str]:
    for number in range(5):
        office(f"第{number}局", "region")
    return Rows(Office.objects.order_by("id"), lambda one: one.name)


def test_page_is_read_alone(
    names: Rows[str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        page = Paginator(names, 2).page(2)
        assert list(page) == ["第2局", "第3局"]
        assert page.paginator.num_pages == 3


def test_rows_are_counted_from_the_first_and_end(names: Rows[str]) -> None:
    assert len(names) == 5
    assert names[4] == "第4局"
    assert list(names) == [f"第{number}局" for number in range(5)]
    for at in (5, -1):
        with pytest.raises(IndexError):
            names[at]


def test_nothing_else_can_be_asked(names: Rows[str]) -> None:
    for what in ("filter", "query", "model", "order_by"):
        assert not hasattr(names, what)
