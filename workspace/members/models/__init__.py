"""Organisations, their people, and the charter that they sign."""

from workspace.members.models.application import Application, Contact
from workspace.members.models.charter import CharterSignature, CharterVersion
from workspace.members.models.invitation import Invitation
from workspace.members.models.organisation import (
    Membership,
    MembershipQuerySet,
    Organisation,
    OrganisationQuerySet,
)

__all__ = [
    "Application",
    "CharterSignature",
    "CharterVersion",
    "Contact",
    "Invitation",
    "Membership",
    "MembershipQuerySet",
    "Organisation",
    "OrganisationQuerySet",
]
