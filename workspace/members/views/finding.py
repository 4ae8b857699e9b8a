"""The organisation of an address, for those who are inside it."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from workspace.members import rules
from workspace.members.models import Membership, Organisation


def my_membership(request: HttpRequest, key: str) -> Membership:
    """The reader's active part in the organisation of that key; else nothing is there."""
    if not request.user.is_authenticated:
        raise Http404
    active = Membership.objects.active().select_related("organisation", "user")
    return get_object_or_404(active, organisation__key=key, user=request.user)


def answering_for(request: HttpRequest, key: str) -> Organisation:
    """The organisation of a member, or one that a facilitator stands in for; else nothing."""
    found = Organisation.objects.enrolled().filter(key=key).first()
    if found and rules.may_stand_in(request.user, found):
        return found
    return my_organisation(request, key)


def back_to(request: HttpRequest, organisation: Organisation) -> str:
    """Where one goes on after an answer: members inside, a facilitator to the name to be given."""
    if rules.belongs_to(request.user, organisation.pk):
        return organisation.get_inside_url()
    return reverse("members:coordinator", args=[organisation.key])


def my_organisation(request: HttpRequest, key: str) -> Organisation:
    return my_membership(request, key).organisation
