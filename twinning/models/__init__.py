"""Programme, twinnings, phases, and what partners write and sign."""

from twinning.models.account import Account, PhaseEvent, Signature
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
    "Partner",
    "PhaseEvent",
    "PhaseGroupGrant",
    "PhasePage",
    "PhasePersonGrant",
    "PhaseState",
    "PhaseTemplate",
    "ProgrammePage",
    "Signature",
    "TwinningGroupGrant",
    "TwinningPage",
    "TwinningPersonGrant",
]
