"""Memberships with dates and with the roles of the closed list: the columns."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

LEVELS = [
    ("region", "自治区"),
    ("city", "地级市"),
    ("county", "县（市、区）"),
    ("operator", "集群运营机构"),
    ("institution", "其他单位"),
    ("administration", "系统管理"),
]
ROLES = [
    ("county_clerk", "县级填报员"),
    ("county_head", "县级负责人"),
    ("operator", "集群运营机构"),
    ("city_officer", "市级经办"),
    ("city_head", "市级负责人"),
    ("inspector", "核查人员"),
    ("region_officer", "自治区经办"),
    ("second_officer", "复核人"),
    ("organiser", "评审组织"),
    ("objection_handler", "异议经办"),
    ("region_head", "自治区负责人"),
    ("form_keeper", "表单维护"),
    ("expert", "评审专家"),
    ("data_user", "数据使用人"),
    ("system_admin", "系统管理员"),
    ("security_admin", "安全管理员"),
    ("audit_admin", "审计管理员"),
]


class Migration(migrations.Migration):
    dependencies = (("organisations", "0002_account_names"),)
    operations = (
        migrations.RemoveConstraint("membership", "one_membership_a_person"),
        migrations.AlterField("office", "level", models.CharField(choices=LEVELS, max_length=20)),
        migrations.AlterField("membership", "role", models.CharField(choices=ROLES, max_length=20)),
        migrations.AddField(
            "membership",
            "since",
            models.DateField(default=timezone.localdate),
            preserve_default=False,
        ),
        migrations.AddField("membership", "until", models.DateField(blank=True, null=True)),
        migrations.AddField(
            "membership",
            "named_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deputies_named",
                to="organisations.office",
            ),
        ),
    )
