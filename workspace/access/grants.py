"""Direct foreign-key grants for `named` objects: one table a model, plain joins.

Each app subclasses these beside its model; `assign` and `withdraw` write them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, Group
from django.db import models
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase
from guardian.shortcuts import assign_perm, remove_perm
from guardian.utils import get_group_obj_perms_model, get_user_obj_perms_model


class PersonGrant(UserObjectPermissionBase):
    class Meta(UserObjectPermissionBase.Meta):
        abstract = True


class GroupGrant(GroupObjectPermissionBase):
    class Meta(GroupObjectPermissionBase.Meta):
        abstract = True


def assign(who: AbstractBaseUser | Group, obj: models.Model) -> None:
    """Name a person or a group: they see `obj` from now on."""
    assign_perm(_view(obj), who, obj)


def withdraw(who: AbstractBaseUser | Group, obj: models.Model) -> None:
    remove_perm(_view(obj), who, obj)


def name_exactly(people: Iterable[Any], groups: Iterable[Group], obj: models.Model) -> None:
    """From now on these people and groups are named for `obj`, and nobody else."""
    wanted = [*people, *groups]
    for row in [*_people_rows(obj).select_related("user"), *_group_rows(obj)]:
        who = row.user if hasattr(row, "user") else row.group
        if who not in wanted:
            withdraw(who, obj)
    for who in wanted:
        assign(who, obj)


def named_people(obj: models.Model) -> list[Any]:
    return [row.user for row in _people_rows(obj).select_related("user").order_by("pk")]


def named_groups(obj: models.Model) -> list[Group]:
    return [row.group for row in _group_rows(obj).select_related("group").order_by("pk")]


def _people_rows(obj: Any) -> Any:
    return get_user_obj_perms_model(type(obj)).objects.filter(content_object=obj)


def _group_rows(obj: Any) -> Any:
    return get_group_obj_perms_model(type(obj)).objects.filter(content_object=obj)


def _view(obj: Any) -> str:
    return f"{obj._meta.app_label}.view_{obj._meta.model_name}"
