"""Summaries of a list of numbers: quantiles, mean, standard deviation, histogram bins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from math import floor, fsum, sqrt

MOST_BINS = 10


@dataclass(frozen=True)
class Bin:
    """Values v with low <= v < high."""

    low: Decimal
    high: Decimal
    count: int


@dataclass(frozen=True)
class Summary:
    """Of n values. `sd` divides by n - 1 and is None for one value.

    `modal_count` is how many gave the most frequent value, `largest_share` what part of the sum
    of absolute values comes from one answer; both tell whether the summary may be shown.
    """

    n: int
    median: float
    lower_quartile: float
    upper_quartile: float
    mean: float
    sd: float | None
    modal_count: int
    largest_share: float


def quantile(values: Sequence[float], p: float) -> float:
    """Type 7 of Hyndman and Fan (1996), "Sample quantiles in statistical packages", The American
    Statistician 50:361-365: linear between order statistics, R's default. ValueError when empty.
    """
    if not values or not 0 <= p <= 1:
        raise ValueError("a quantile needs at least one value and 0 <= p <= 1")
    ordered = sorted(values)
    place = (len(ordered) - 1) * p
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def median(values: Sequence[float]) -> float:
    return quantile(values, 0.5)


def mean(values: Sequence[float]) -> float:
    """Raises ValueError when empty."""
    if not values:
        raise ValueError("a mean needs at least one value")
    return fsum(values) / len(values)


def standard_deviation(values: Sequence[float]) -> float | None:
    """Of a sample (divisor n - 1); None for fewer than two values."""
    if len(values) < 2:
        return None
    centre = mean(values)
    return sqrt(fsum((value - centre) ** 2 for value in values) / (len(values) - 1))


def summary(numbers: Sequence[Decimal]) -> Summary:
    """Raises ValueError when empty."""
    values = [float(number) for number in numbers]
    total = fsum(map(abs, values))
    return Summary(
        n=len(values),
        median=median(values),
        lower_quartile=quantile(values, 0.25),
        upper_quartile=quantile(values, 0.75),
        mean=mean(values),
        sd=standard_deviation(values),
        modal_count=max(Counter(numbers).values()),
        largest_share=max(map(abs, values)) / total if total else 0.0,
    )


def bins(numbers: Sequence[Decimal]) -> tuple[Bin, ...]:
    """A histogram with edges people can read: widths 1, 2 or 5 times a power of ten.

    About MOST_BINS, one more at most; whole numbers get bins of whole width. No numbers, no bins.
    Fine on purpose: what is published joins bins that hold too few.
    """
    if not numbers:
        return ()
    low, high = min(numbers), max(numbers)
    width = _readable((high - low) / MOST_BINS)
    if all(number == number.to_integral_value() for number in numbers):
        width = max(width, Decimal(1))
    first = (low / width).to_integral_value(ROUND_FLOOR)
    counts = Counter(
        int((number / width).to_integral_value(ROUND_FLOOR) - first) for number in numbers
    )
    return tuple(
        Bin((first + step) * width, (first + step + 1) * width, counts[step])
        for step in range(max(counts) + 1)
    )


def _readable(width: Decimal) -> Decimal:
    """The smallest 1, 2 or 5 times a power of ten that is not below `width`; 1 for no width."""
    if width <= 0:
        return Decimal(1)
    power = Decimal(1).scaleb(width.adjusted())
    return next(step * power for step in map(Decimal, (1, 2, 5, 10)) if step * power >= width)
