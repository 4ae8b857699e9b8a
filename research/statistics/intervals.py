"""Confidence intervals of proportions."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple


class Interval(NamedTuple):
    """Two proportions, 0..1."""

    low: float
    high: float


def wilson(successes: int, n: int, confidence: float = 0.95) -> Interval:
    """Score interval of a proportion, without continuity correction.

    Wilson (1927), "Probable inference, the law of succession, and statistical inference",
    JASA 22:209-212; recommended over the textbook interval by Newcombe (1998), "Two-sided
    confidence intervals for the single proportion", Statistics in Medicine 17:857-872, method 3.
    Raises ValueError unless 0 <= successes <= n, n >= 1 and 0 < confidence < 1.
    """
    if not 0 <= successes <= n or n < 1:
        raise ValueError(f"not a proportion: {successes} of {n}")
    if not 0 < confidence < 1:
        raise ValueError(f"not a level of confidence: {confidence}")
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = successes / n
    scale = 1 + z * z / n
    centre = (share + z * z / (2 * n)) / scale
    reach = z / scale * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    # At the ends the formula gives 0 and 1 exactly; floating point would miss them by a hair.
    low = 0.0 if successes == 0 else max(0.0, centre - reach)
    high = 1.0 if successes == n else min(1.0, centre + reach)
    return Interval(low, high)
