"""Surveys and what is drawn from them."""

from research.models.finding import (
    Finding,
    FindingGroupGrant,
    FindingPersonGrant,
    FindingSource,
)
from research.models.instrument import Instrument, InstrumentVersion
from research.models.response import Answer, Assignment, Response
from research.models.snapshot import Snapshot, SnapshotGroupGrant, SnapshotPersonGrant
from research.models.wave import Wave, WaveGroupGrant, WavePersonGrant

__all__ = [
    "Answer",
    "Assignment",
    "Finding",
    "FindingGroupGrant",
    "FindingPersonGrant",
    "FindingSource",
    "Instrument",
    "InstrumentVersion",
    "Response",
    "Snapshot",
    "SnapshotGroupGrant",
    "SnapshotPersonGrant",
    "Wave",
    "WaveGroupGrant",
    "WavePersonGrant",
]
