"""Direct foreign-key grants for `named` objects: one table a model, plain joins.

Each app subclasses these beside its model; `assign` and `withdraw` write them.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, Group
from django.db import models
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase
from guardian.shortcuts import assign_perm, remove_perm


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


def _view(obj: Any) -> str:
    return f"{obj._meta.app_label}.view_{obj._meta.model_name}"
