"""Programme, twinnings, phases, and what partners write and sign."""

from twinning.models.account import Account, PhaseEvent, Signature
from twinning.models.draft import AccountDraft
from twinning.models.journal import (
    JournalPost,
    PostGroupGrant,
    PostPersonGrant,
    PostPhoto,
    PostTag,
)
from twinning.models.phase import PhaseGroupGrant, PhasePage, PhasePersonGrant, PhaseState
from twinning.models.programme import PhaseTemplate, ProgrammePage
from twinning.models.twinning import (
    Partner,
    TwinningGroupGrant,
    TwinningPage,
    TwinningPersonGrant,
)

__all__ = [
    "Account",
    "AccountDraft",
    "JournalPost",
    "Partner",
    "PhaseEvent",
    "PhaseGroupGrant",
    "PhasePage",
    "PhasePersonGrant",
    "PhaseState",
    "PhaseTemplate",
    "PostGroupGrant",
    "PostPersonGrant",
    "PostPhoto",
    "PostTag",
    "ProgrammePage",
    "Signature",
    "TwinningGroupGrant",
    "TwinningPage",
    "TwinningPersonGrant",
]
