"""The first account of a real site: the region's office and its administrator, made once."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from typing import NoReturn

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from jiqun.engine import divisions_in
from jiqun.records.journal.actions import SYSTEM, writing
from jiqun.records.organisations.account_names import account_name
from jiqun.records.organisations.actions import create_office, create_person
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.queries import people_exist
from jiqun.records.organisations.roles import Level, Role
from jiqun.site.environment import SettingError, text

PASSWORD = "JIQUN_ADMIN_PASSWORD"  # noqa: S105 - the name of the variable
_REGION = "640000"  # 宁夏回族自治区, where no other division is named
_SOURCE = "command"
_ASKED = {"office": "省级主管部门全称", "username": "管理员用户名", "name": "管理员姓名"}
_USAGE = (
    "用法：jiqun-site first-admin [--office 省级主管部门全称] [--division 省级行政区划代码] "
    "[--username 用户名] [--name 姓名]"
)


def make_first_admin(words: list[str]) -> str:
    """Make the office and the account that the words of the command line and the person at the
    terminal describe; what to do next, in Chinese. Raises SettingError (Chinese).

    The password comes from JIQUN_ADMIN_PASSWORD, or is asked for twice and not shown.
    """
    _refuse_if_somebody_is_there()
    arguments = _arguments(words)
    password = text(PASSWORD) or _asked_password()
    _check(arguments, password)
    with writing():
        # Once more, in the transaction: another one may have been faster.
        _refuse_if_somebody_is_there()
        office = create_office(
            arguments.office, Level.REGION, SYSTEM, None, arguments.division, source=_SOURCE
        )
        create_person(
            arguments.username,
            arguments.name,
            office,
            (Role.SYSTEM_ADMIN,),
            SYSTEM,
            password,
            source=_SOURCE,
        )
    return (
        f"已建立{arguments.office}和系统管理员账号“{arguments.username}”（{arguments.name}）。"
        "请登录网站；第一次登录时，系统会要求绑定手机上的验证器。"
    )


def _refuse_if_somebody_is_there() -> None:
    if people_exist():
        raise SettingError(
            "系统里已经有账号，没有新建。这个命令只用于第一次启用；其他账号请由管理员登录后分发。"
        )


def _arguments(words: list[str]) -> argparse.Namespace:
    reader = _Reader(add_help=False, allow_abbrev=False)
    for name in _ASKED:
        reader.add_argument(f"--{name}", default="")
    reader.add_argument("--division", default=_REGION)
    arguments = reader.parse_args(words)
    for name, words_of in _ASKED.items():
        value = getattr(arguments, name).strip() or _answer(input, f"{words_of}：").strip()
        setattr(arguments, name, value)
    return arguments


def _asked_password() -> str:
    first = _answer(getpass.getpass, "密码（输入时不显示）：")
    if first != _answer(getpass.getpass, "再输入一次密码："):
        raise SettingError("两次输入的密码不一样，没有建立账号。请重新运行命令。")
    return first


def _answer(ask: Callable[[str], str], question: str) -> str:
    if not sys.stdin.isatty():
        raise SettingError(
            f"缺少{question.rstrip('：')}，没有建立账号。不在终端里运行时，请在命令里写全，"
            f"并用环境变量 {PASSWORD} 给出密码。\n{_USAGE}"
        )
    try:
        return ask(question)
    except (EOFError, KeyboardInterrupt):
        raise SettingError("已中止，没有建立账号。") from None


def _check(arguments: argparse.Namespace, password: str) -> None:
    """Raise SettingError for what no account or office can be made of."""
    if not (arguments.division.endswith("0000") and divisions_in(arguments.division)):
        raise SettingError(
            f"“{arguments.division}”不是省级行政区划代码，没有建立账号。请写六位代码，例如 640000。"
        )
    person = Person(username=account_name(arguments.username), full_name=arguments.name)
    office = Office(name=arguments.office, level=Level.REGION, division=arguments.division)
    try:
        office.full_clean()
        person.full_clean(exclude=["password"])
        validate_password(password, person)
    except ValidationError as trouble:
        raise SettingError("没有建立账号：" + "".join(trouble.messages)) from None


class _Reader(argparse.ArgumentParser):
    """Reads the command line and refuses in Chinese what it does not know."""

    def error(self, message: str) -> NoReturn:
        raise SettingError(_USAGE)
