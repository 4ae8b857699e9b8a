"""Keeps entries in step with their objects, in the transaction of the edit.

Signals are right here and nowhere else in this project: an entry is a projection, not a
step of a business operation. Whatever writes an object (a service, Wagtail's editor, the
shell, an import, a cascade) must be followed, and no caller can forget what it never calls.
What Django itself does not announce (`update()`, `bulk_create()`, raw SQL) is caught by
`search_rebuild`; until then the check of every hit against the database keeps it closed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models.signals import post_delete, post_save

from search.projection import project
from search.tasks import ask_for_feed
from workspace.access.grants import GroupGrant, PersonGrant
from workspace.registries.findable import Findable

Keys = Callable[[Any], list[int]]


def listen(findable: Findable) -> None:
    """Follow one kind: its rows, the rows it is made of, and who is named for them."""
    model = findable.model
    # A parent saved on its own (Wagtail's Page) announces itself under the parent's name.
    for sender in (model, *model._meta.get_parent_list()):
        _follow(sender, findable, _own_key)
    for sender, owners in findable.related.items():
        _follow(sender, findable, _owner_keys(owners))
    for sender in _grants_of(model):
        _follow(sender, findable, _granted_key)


def _grants_of(model: type[models.Model]) -> list[type[models.Model]]:
    """Guardian's direct tables of who is named. Its own look-up would query the database."""
    bases = (PersonGrant, GroupGrant)
    pointing = [relation.related_model for relation in model._meta.related_objects]
    return [sender for sender in pointing if issubclass(sender, bases)]


def _follow(sender: type[models.Model], findable: Findable, keys: Keys) -> None:
    def follow(instance: Any, raw: bool = False, **_kwargs: Any) -> None:
        # Fixtures arrive in any order, with half of what a description reads.
        if not raw and (wanted := keys(instance)) and project(findable, wanted):
            ask_for_feed()

    for signal in (post_save, post_delete):
        name = f"search:{findable.kind}:{sender._meta.label_lower}:{id(signal)}"
        signal.connect(follow, sender=sender, weak=False, dispatch_uid=name)


def _own_key(instance: Any) -> list[int]:
    return [instance.pk]


def _granted_key(instance: Any) -> list[int]:
    return [instance.content_object_id]


def _owner_keys(owners: Callable[[Any], Any]) -> Keys:
    def keys(instance: Any) -> list[int]:
        try:
            return [owner.pk for owner in owners(instance) if owner is not None]
        except ObjectDoesNotExist:
            # The owner went first in the same cascade and has announced itself.
            return []

    return keys
