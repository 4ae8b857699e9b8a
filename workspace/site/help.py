"""The help page: what one wants to do, where that is, what to know before. By kind of reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from workspace.access.models import SpaceMembership
from workspace.site.navigation import address

Role = SpaceMembership.Role
#: For whoever has an account, whatever their roles.
MEMBERS = "members"


@dataclass(frozen=True)
class Task:
    """`name` is that of an address; a task whose address does not exist is left out."""

    name: str
    words: Any
    note: Any

    @property
    def url(self) -> str:
        return address(self.name)


@dataclass(frozen=True)
class Chapter:
    """`reader` is empty (everybody), MEMBERS or a role that its reader holds in some space."""

    key: str
    reader: str
    title: Any
    tasks: tuple[Task, ...]


CHAPTERS = (
    Chapter(
        "everybody",
        "",
        _("Without an account"),
        (
            Task(
                "search:search",
                _("Find something"),
                _("One word is enough, in French, English or Spanish."),
            ),
            Task(
                "whitepaper:editions",
                _("Read the white paper"),
                _("On the page, or as a PDF that prints well."),
            ),
            Task(
                "whitepaper:recommendations",
                _("Answer a recommendation"),
                _("Its page says whom to write to and by when."),
            ),
            Task(
                "members:apply",
                _("Enrol your organisation"),
                _("Three short steps. You can stop and go on another day."),
            ),
        ),
    ),
    Chapter(
        "members",
        MEMBERS,
        _("As a member of an organisation"),
        (
            Task(
                "site:workspace",
                _("See what waits for you"),
                _("The most pressing stands first, each with its day and one button."),
            ),
            Task(
                "twinning:list",
                _("Tell a phase and sign it"),
                _(
                    "Open your twinning, then the phase. Its foot says what is missing; the "
                    "co-ordinator signs."
                ),
            ),
            Task(
                "library:resource_new",
                _("Share what helped you"),
                _("A title is enough to begin. The draft is kept."),
            ),
            Task(
                "whitepaper:recommendation_new",
                _("Propose a recommendation"),
                _("Say who does what, how much and from when."),
            ),
            Task(
                "members:mine",
                _("Sign the charter, invite a colleague"),
                _("The co-ordinator does both, on the page of the organisation."),
            ),
            Task(
                "mfa_index",
                _("Protect your account"),
                _("With a code from your telephone, in three minutes."),
            ),
            Task(
                "profile:account",
                _("Change your mails, or leave"),
                _("What goes and what stays is said before."),
            ),
        ),
    ),
    Chapter(
        "facilitators",
        Role.FACILITATOR,
        _("As a facilitator"),
        (
            Task(
                "members:applications",
                _("Answer an application"),
                _("Two weeks are promised. Note each call: the next one of you reads it."),
            ),
            Task(
                "site:workspace",
                _("Validate a phase, or return it"),
                _("What all partners have signed waits in your workspace."),
            ),
            Task(
                "twinning:list",
                _("See what is late, and why"),
                _("The page of the programme has the reasons, filters and files."),
            ),
        ),
    ),
    Chapter(
        "researchers",
        Role.RESEARCHER,
        _("As a researcher"),
        (
            Task(
                "research:waves",
                _("Ask the partners"),
                _("Take a questionnaire that is there as a model for yours."),
            ),
            Task(
                "research:finding_new",
                _("Publish a finding"),
                _("Freeze the results first: what is cited no longer changes."),
            ),
        ),
    ),
    Chapter(
        "editors",
        Role.EDITOR,
        _("As an editor"),
        (
            Task(
                "library:desk",
                _("Review resources"),
                _("Publish it, or send it back with a reason."),
            ),
            Task(
                "bulletin:issues",
                _("Compose the bulletin"),
                _("Tick what is published. The page says what is missing."),
            ),
            Task(
                "whitepaper:editions",
                _("Publish the white paper"),
                _("Write, compile, build, publish: four steps with one button each."),
            ),
        ),
    ),
)


def chapters_for(user: Any) -> list[Chapter]:
    """Those whose links open for this person, the rarest role first."""
    if not user.is_authenticated:
        readers = {""}
    elif user.is_superuser:
        readers = {"", MEMBERS, *Role.values}
    else:
        held = SpaceMembership.objects.filter(user=user).values_list("role", flat=True)
        readers = {"", MEMBERS, *held}
    return [chapter for chapter in reversed(CHAPTERS) if chapter.reader in readers]
