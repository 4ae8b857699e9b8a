"""Which cells to hide so that nobody can work them out, not even knowing these rules.

A reader of a published table knows its base, the cells shown and, in the worst case, this file.
A hidden cell is safe when at least two different counts of it are consistent with all of that.
"""

from __future__ import annotations

from collections.abc import Sequence

#: Cells of 1 to K - 1 answers are hidden.
K = 5

#: A table with a smaller base is not published.
MINIMUM_BASE = 10

FEW = "few"
NEARLY_ALL = "nearly_all"


def too_uniform(largest: int, base: int) -> bool:
    """True when fewer than K respondents, or none, differ from all the others.

    A table where one cell holds everybody (100 %, the others 0 %) tells what each member of the
    group answered, and leaving out only that table would tell it as well. So the tables next to
    it, with 1 to K - 1 other answers, are withheld in the same way and for the same stated reason.
    """
    return largest > base - K


def hidden_parts(counts: Sequence[int], *, zeros: bool = False) -> frozenset[int] | None:
    """Places to hide among counts that add up to a public total. None: the table cannot be shown.

    Every count of 1 to K - 1 is hidden. If what is hidden has only one value (one cell, or all
    the same), its cells follow from the total, so the next smallest value is hidden too, with all
    its ties. Proof of safety: what is hidden is "every count up to a level", and the level depends
    only on the values, not on their places. Any other order of the hidden values would therefore
    give the same published table, and since they are not all equal, each hidden cell has at least
    two possible values. Without the ties, the order of the rows could give a cell away.

    Zeros stay visible: where others differ, an answer that nobody gave tells nothing about who gave
    which, and it could not cover anyone, since a reader may know that it was out of the question.
    (A table of zeros and one answer is another matter: see too_uniform.)

    With `zeros` they are hidden like the rest, and everything may be hidden, so there is always
    an answer. (Five reasons of four each stay open: four of one and one of sixteen look the same.)
    """
    small = [count for count in counts if 0 < count < K]
    if not small:
        return frozenset()
    pool = [(place, count) for place, count in enumerate(counts) if count or zeros]
    for level in sorted({count for _, count in pool if count >= max(small)}):
        hidden = [(place, count) for place, count in pool if count <= level]
        if len({count for _, count in hidden}) > 1 and (zeros or len(hidden) < len(pool)):
            return frozenset(place for place, _ in hidden)
    return frozenset(range(len(counts))) if zeros else None


def coded_options(counts: Sequence[int], base: int) -> tuple[str, ...] | None:
    """FEW, NEARLY_ALL or "" (shown) for each option of a multiple-response question.

    Each option is a table of its own: those who chose it and those who did not. Both sides need
    K respondents, and no option may show 0 % or 100 %; so counts under K become "few" (0 to
    K - 1) and counts over base - K "nearly all". No complement is needed: the options do not add
    up to anything published, so a hidden one cannot be found by subtraction. They have one bond:
    every respondent in the base chose at least one option. When what is shown leaves room for
    exactly K - 1 on every "few" option, they would all be known: None, nothing can be shown.
    """
    codes = tuple(_side(count, base) for count in counts)
    shown = [count for count, code in zip(counts, codes, strict=True) if not code]
    known = NEARLY_ALL not in codes and FEW in codes
    if not shown or (known and base - sum(shown) >= (K - 1) * codes.count(FEW)):
        return None
    return codes


def _side(count: int, base: int) -> str:
    if count < K:
        return FEW
    return NEARLY_ALL if count > base - K else ""


def merged_runs(counts: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Neighbouring classes joined until each run holds K or nobody: (first, last) places.

    From left to right; what is left over at the end joins the last run that is not empty. Only
    meant for ordered classes whose two outer runs are shown open-ended.
    """
    runs: list[tuple[int, int]] = []
    start, held = 0, 0
    for place, count in enumerate(counts):
        held += count
        if held == 0 or held >= K:
            runs.append((start, place))
            start, held = place + 1, 0
    if held:
        while runs and not sum(counts[runs[-1][0] : runs[-1][1] + 1]):
            start = runs.pop()[0]
        if runs:
            start = runs.pop()[0]
        runs.append((start, len(counts) - 1))
    return tuple(runs)
