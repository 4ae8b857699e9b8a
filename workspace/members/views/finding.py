"""The organisation of an address, for those who are inside it."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from workspace.members.models import Membership, Organisation


def my_membership(request: HttpRequest, key: str) -> Membership:
    """The reader's active part in the organisation of that key; else nothing is there."""
    if not request.user.is_authenticated:
        raise Http404
    active = Membership.objects.active().select_related("organisation", "user")
    return get_object_or_404(active, organisation__key=key, user=request.user)


def my_organisation(request: HttpRequest, key: str) -> Organisation:
    return my_membership(request, key).organisation
