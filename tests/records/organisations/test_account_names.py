"""The one form of a user name, and the migration that brings names kept before into it."""

from __future__ import annotations

import importlib

import pytest
from django.apps import apps
from django.db import connection

from jiqun.records.organisations.account_names import account_name
from jiqun.records.organisations.models import Person

MIGRATION = "jiqun.records.organisations.migrations.0002_account_names"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zhongning", "zhongning"),
        ("ZhongNing", "zhongning"),
        (" zhong ning\n", "zhongning"),
        ("ｚｈｏｎｇ", "zhong"),
        ("zhong\u200b\u202ening", "zhongning"),
        ("中宁　张", "中宁张"),
        ("Straße", "strasse"),
    ],
)
def test_spellings_are_one(typed: str, name: str) -> None:
    assert account_name(typed) == name
    assert account_name(name) == name


def test_names_kept_before_come_into_the_form_and_none_is_lost(db: None) -> None:
    kept = ["Ma", "ma", "ＭＡ", "wang"]
    people = [Person.objects.create(username=name, full_name=name) for name in kept]
    importlib.import_module(MIGRATION).rename(apps, connection.schema_editor())
    names = [Person.objects.get(pk=person.pk).username for person in people]
    assert names == ["ma-2", "ma", "ma-3", "wang"]
