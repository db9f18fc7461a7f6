"""The command `jiqun-site`: set up the site, serve it, look after it.

jiqun-site migrate          bring the database's tables up to date
jiqun-site first-admin      make the region's office and its administrator, once; asks what it needs
jiqun-site new-filing       begin a form for an office, beside any application: EDITION/FORM OFFICE
jiqun-site working-days     enter or correct the holidays and make-up days of a year: YEAR [DAY=…]
jiqun-site serve            serve the site (JIQUN_HOST, PORT)
jiqun-site demo             fill a demonstration and serve it (JIQUN_DEMO=1 only)
jiqun-site verify-journal   see whether the journal is whole; --kept A12:… of an earlier time
jiqun-site verify-versions  see whether frozen versions and their files are what they were
jiqun-site check-invariants  see whether all that always holds among the rows does hold
jiqun-site judge-anew       work out anew how far each form is, as lists of forms say it
jiqun-site sweep-evidence   delete uploads that broke off; only with a database that is up to date
jiqun-site worker           do background work; `serve` starts one by itself
Anything else goes to Django (jiqun-site shell, jiqun-site makemigrations filings).
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable

from jiqun.site.environment import SettingError, switch


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says; returns the exit status."""
    words = sys.argv[1:] if arguments is None else arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiqun.site.settings")
    if not words or words[0] in ("-h", "--help", "help"):
        print(__doc__)
        return 0
    try:
        return _COMMANDS.get(words[0], _django)(words)
    except SettingError as trouble:
        print(trouble, file=sys.stderr)
        return 2


def _django(words: list[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["jiqun-site", *words])
    return 0


def _migrate(words: list[str]) -> int:
    if words[1:]:
        return _django(words)
    _set_up()
    from jiqun.site.setup.prepare import migrate

    migrate()
    print("数据库已是最新。")
    return 0


def _serve(words: list[str]) -> int:
    _set_up()
    from jiqun.site.serving.server import serve
    from jiqun.site.setup import prepare

    prepare.require_migrated()
    prepare.clear_leftovers()
    prepare.collect_static()
    return serve()


def _demo(words: list[str]) -> int:
    if not switch("JIQUN_DEMO"):
        raise SettingError("演示只在 JIQUN_DEMO=1 时可用，以免示例数据混入正式的数据库。")
    _set_up()
    from jiqun.site.serving.server import serve
    from jiqun.site.setup import prepare
    from jiqun.site.setup.demonstration import create_demonstration

    prepare.migrate()
    print(create_demonstration(), flush=True)
    if words[1:] == ["--without-serving"]:
        return 0
    prepare.clear_leftovers()
    prepare.collect_static()
    return serve()


def _verify_journal(words: list[str]) -> int:
    kept = words[2] if len(words) == 3 and words[1] == "--kept" else ""
    if words[1:] and not re.fullmatch("A?[0-9]{1,18}:[0-9a-f]{64}", kept):
        raise SettingError("用法：jiqun-site verify-journal [--kept 锚]")
    _set_up()
    from jiqun.records.journal.binding import anchor_to_keep
    from jiqun.records.journal.verifying import verify

    troubles = verify(kept=kept)
    for trouble in troubles:
        print(trouble)
    if troubles:
        print("日志不完整，请保留现场并报告。")
        return 1
    print(f"日志完整。请把下面一行另行保存，下次校验时用 --kept 核对：\n{anchor_to_keep()}")
    return 0


def _verify_versions(words: list[str]) -> int:
    _set_up()
    from jiqun.records.versions.verifying_versions import verify_versions

    troubles = list(verify_versions())
    for trouble in troubles:
        print(trouble)
    print("定稿版本有问题，请保留现场并报告。" if troubles else "定稿版本都与当时一致。")
    return 1 if troubles else 0


def _check_invariants(words: list[str]) -> int:
    _set_up()
    from jiqun.records.invariants.checking import ALL, check_invariants
    from jiqun.site.setup import prepare

    prepare.require_migrated()
    found = list(check_invariants())
    for one in found:
        print(f"{one.invariant.words}（{one.invariant.id}）：{one.by}")
    if found:
        print("数据有不一致，请保留现场并报告；正在写入时请再查一次。")
        return 1
    print(f"{len(ALL)} 条不变式都成立。")
    return 0


def _first_admin(words: list[str]) -> int:
    _set_up()
    from jiqun.site.setup import prepare
    from jiqun.site.setup.first_admin import make_first_admin

    prepare.require_migrated()
    print(make_first_admin(words[1:]))
    return 0


def _new_filing(words: list[str]) -> int:
    _set_up()
    from jiqun.site.new_filing import make_filing
    from jiqun.site.setup import prepare

    prepare.require_migrated()
    print(make_filing(words[1:]))
    return 0


def _working_days(words: list[str]) -> int:
    _set_up()
    from jiqun.site.enter_working_days import keep_working_days
    from jiqun.site.setup import prepare

    prepare.require_migrated()
    print(keep_working_days(words[1:]))
    return 0


def _judge_anew(words: list[str]) -> int:
    _set_up()
    from jiqun.records.filings.actions import judge_anew
    from jiqun.site.setup import prepare

    prepare.require_migrated()
    changed = judge_anew(every=True)
    print(f"已重新核算各表的进展，{changed} 份有变化。" if changed else "各表的进展都与内容一致。")
    return 0


def _sweep_evidence(words: list[str]) -> int:
    _set_up()
    from jiqun.records.evidence.actions import sweep
    from jiqun.records.filings.open_uploads import sweep_uploads_in_parts
    from jiqun.site.setup import prepare

    prepare.require_migrated()
    swept = len(sweep()) + sweep_uploads_in_parts()
    print(f"已删除 {swept} 个没有登记的上传残留文件。" if swept else "没有上传残留文件。")
    return 0


def _worker(words: list[str]) -> int:
    _set_up()
    from jiqun.site.serving.worker import work

    work()
    return 0


def _set_up() -> None:
    import django

    django.setup()


_COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "migrate": _migrate,
    "serve": _serve,
    "demo": _demo,
    "first-admin": _first_admin,
    "new-filing": _new_filing,
    "working-days": _working_days,
    "verify-journal": _verify_journal,
    "verify-versions": _verify_versions,
    "check-invariants": _check_invariants,
    "judge-anew": _judge_anew,
    "sweep-evidence": _sweep_evidence,
    "worker": _worker,
}

if __name__ == "__main__":
    raise SystemExit(main())
