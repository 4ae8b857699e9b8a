"""What NGOs ask of decision-makers, and the editions that carry it to them."""

from whitepaper.models.edition import (
    Edition,
    EditionFile,
    EditionGroupGrant,
    EditionItem,
    EditionPersonGrant,
)
from whitepaper.models.recommendation import (
    Recommendation,
    RecommendationFinding,
    RecommendationGroupGrant,
    RecommendationPersonGrant,
)

__all__ = [
    "Edition",
    "EditionFile",
    "EditionGroupGrant",
    "EditionItem",
    "EditionPersonGrant",
    "Recommendation",
    "RecommendationFinding",
    "RecommendationGroupGrant",
    "RecommendationPersonGrant",
]
