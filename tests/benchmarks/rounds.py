"""The measurement: rounds in which the two sites take turns, page by page and size by size."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count, islice
from typing import Any

from tests.benchmarks.load import Burst, burst, fetch, zipped
from tests.benchmarks.sites import (
    HEADERS,
    PEER,
    PROJECTS,
    TANDEM,
    Project,
    inside,
    page_address,
    prepare,
    served,
)
from tests.benchmarks.stores import Store


@dataclass(frozen=True)
class Plan:
    """How much is asked: `requests` and `seconds` bound one burst."""

    sizes: tuple[int, ...]
    rounds: int
    requests: int
    seconds: float


FULL = Plan(sizes=(30, 300, 3000), rounds=7, requests=100, seconds=1.2)
QUICK = Plan(sizes=(30, 300), rounds=3, requests=40, seconds=0.6)


#: No address of a page that is drawn anew is asked for twice.
_asked = count(1)


@dataclass(frozen=True)
class Case:
    """One page of one site at one size, as one reader gets it."""

    page: str
    size: int
    project: Project
    reader: str

    def paths(self) -> Iterator[str]:
        """What is asked for, request by request."""
        path = self.project.pages[self.page]
        return (page_address(path, self.reader, number) for number in _asked)


@dataclass
class Running:
    """A server that answers, and what was learned inside its project."""

    port: int
    queries: dict[str, dict[str, int]]
    sessions: dict[str, str]

    def headers(self, reader: str) -> dict[str, str]:
        cookie = self.sessions.get(reader, "")
        return {**HEADERS, "Cookie": cookie} if cookie else HEADERS


def cases(sizes: Sequence[int]) -> list[Case]:
    """In the order of one round: the sites side by side, then the next size."""
    return [
        Case(page, size, project, reader)
        for page in TANDEM.pages
        for size in sizes
        for project in PROJECTS
        for reader in project.readers
    ]


def measure(
    store: Store, plan: Plan, mark: str, say: Callable[[str], None]
) -> list[dict[str, Any]]:
    """One row a case, ready to be stored."""
    urls = {}
    for project in PROJECTS:
        say(f"content of {project.name}")
        urls[project] = prepare(store, project, plan.sizes, mark)
    with ExitStack() as stack:
        running: dict[tuple[Project, int], Running] = {}
        for project in PROJECTS:
            for size, url in urls[project].items():
                say(f"{project.name} with {size} twinnings")
                known = inside(project, url)
                port = stack.enter_context(served(project, url))
                running[project, size] = Running(port, known["queries"], known["sessions"])
        return _rows(running, plan, say)


def _rows(
    running: dict[tuple[Project, int], Running], plan: Plan, say: Callable[[str], None]
) -> list[dict[str, Any]]:
    every = cases(plan.sizes)
    bodies = {case: _warm(case, running[case.project, case.size]) for case in every}
    bursts: dict[Case, list[Burst]] = defaultdict(list)
    for number in range(1, plan.rounds + 1):
        say(f"round {number} of {plan.rounds}")
        for case in every:
            server = running[case.project, case.size]
            bursts[case].append(
                burst(
                    server.port,
                    case.paths(),
                    server.headers(case.reader),
                    requests=plan.requests,
                    seconds=plan.seconds,
                )
            )
    return [
        {
            "page": case.page,
            "size": case.size,
            "site": case.project.name,
            "reader": case.reader,
            "queries": running[case.project, case.size].queries[case.reader][case.page],
            "bytes": len(bodies[case]),
            "zipped": zipped(bodies[case]),
            **_figures(bursts[case], bursts.get(_other(case))),
        }
        for case in every
    ]


def _warm(case: Case, server: Running) -> bytes:
    """Three times: templates are compiled, caches of the process filled."""
    paths = islice(case.paths(), 3)
    pages = [fetch(server.port, path, server.headers(case.reader)) for path in paths]
    return pages[-1]


def _other(case: Case) -> Case:
    """The same page of the peer."""
    return Case(case.page, case.size, PEER, "visitor")


def _figures(own: list[Burst], peer: list[Burst] | None) -> dict[str, Any]:
    """Medians of the rounds; `ratio` is the median of what each round gave against the peer."""
    figures = {
        "per_second": statistics.median(each.per_second for each in own),
        "p50": statistics.median(each.percentile(0.5) for each in own) * 1000,
        "p95": statistics.median(each.percentile(0.95) for each in own) * 1000,
        "requests": sum(len(each.times) for each in own),
    }
    pairs = zip(own, peer or own, strict=True)
    figures["ratio"] = statistics.median(mine.per_second / its.per_second for mine, its in pairs)
    return figures
